package ai.babymusic.local.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Starts programs, out of reach of the terminal, their output going to their logs. */
public final class Launch {

  private static final long LARGE_LOG = 8L << 20;

  private Launch() {}

  /** Starts it once; whoever wants it back when it ends needs a {@link Supervisor}. */
  public static Process start(Program program) throws IOException {
    turnOver(program.log());
    String path = program.environment().getOrDefault("PATH", "/usr/bin:/bin");
    ProcessBuilder builder =
        new ProcessBuilder(Detached.command(program.command(), path))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(program.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Two generations of a log are enough to see why something died. */
  private static void turnOver(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
      Path older = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
