package ai.babymusic.local;

import ai.babymusic.local.settings.Signing;
import ai.babymusic.local.signing.SigningKeys;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "token",
    description = "Signs a token of one hour with the instance's key and prints it.")
final class TokenCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Option(
      names = "--role",
      paramLabel = "R",
      required = true,
      description = "What it may do: service_role opens the admin routes.")
  private String role = "";

  @Override
  public Integer call() throws Exception {
    Main options = Objects.requireNonNull(main);
    Signing signing = Signing.of(System.getenv(), options.ports(), options.data());
    String token =
        SigningKeys.read(signing.keys()).token(signing.issuer(), role, Clock.systemUTC().instant());
    System.out.println(token);
    return 0;
  }
}
