package ai.babymusic.local;

import ai.babymusic.local.deployment.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "secrets",
    description = {
      "Makes .env and .secrets/jwks.json for docker-compose.yml, with new passwords and keys.",
      "What is there stays; what a newer .env.example has on top is added."
    })
final class SecretsCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder with .env.example (default: the project's).")
  private @Nullable Path folder;

  @Override
  public Integer call() throws Exception {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    Path chosen = folder == null ? Path.of(System.getProperty("baby-music.home", ".")) : folder;
    List<Path> written = Deployment.prepare(chosen.toAbsolutePath().normalize());
    written.forEach(file -> out.println("wrote " + file));
    if (written.isEmpty()) {
      out.println("nothing was missing");
    }
    return 0;
  }
}
