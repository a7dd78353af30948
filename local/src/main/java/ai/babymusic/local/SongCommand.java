package ai.babymusic.local;

import ai.babymusic.local.song.SongFailed;
import ai.babymusic.local.song.SongRun;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "song",
    description = {
      "Makes one song on a running system and checks its audio.",
      "GATEWAY_URL and PIAPI_URL name a system elsewhere."
    })
final class SongCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Main options = Objects.requireNonNull(main);
    String gateway = variable("GATEWAY_URL", "http://127.0.0.1:" + options.ports().gateway());
    String provider = variable("PIAPI_URL", "http://127.0.0.1:" + options.ports().simulator());
    try {
      new SongRun(URI.create(gateway), URI.create(provider), System.out, Terminal.isThere()).make();
      return 0;
    } catch (SongFailed e) {
      Objects.requireNonNull(spec).commandLine().getErr().println("No song: " + e.getMessage());
      return 1;
    }
  }

  private static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value.replaceFirst("/+$", "");
  }
}
