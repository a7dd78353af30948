package ai.babymusic.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server whose keeper was killed. Its cluster's own pid file names it, and outlives it: once the
 * pid is a stranger's, PostgreSQL would refuse to start for as long as the stranger lives.
 */
public final class LeftPostgres {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private LeftPostgres() {}

  /** Ends the server that still runs on {@code cluster}, if any; its pid. */
  public static Optional<Long> end(Path cluster) throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    Optional<ProcessHandle> server = serverOf(cluster, pidFile);
    if (server.isPresent()) {
      ProcessHandle process = server.get();
      // To PostgreSQL, SIGTERM means "when the last client has gone", SIGINT means now.
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      if (!hasEnded(process)) {
        process.destroyForcibly();
        hasEnded(process);
      }
    }
    Files.deleteIfExists(pidFile);
    return server.map(ProcessHandle::pid);
  }

  private static Optional<ProcessHandle> serverOf(Path cluster, Path pidFile) throws IOException {
    String pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    if (!pid.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .filter(process -> names(process, cluster));
  }

  private static boolean names(ProcessHandle process, Path cluster) {
    return process
        .info()
        .arguments()
        .map(arguments -> String.join(" ", arguments).contains("-D " + cluster))
        .orElse(false);
  }

  private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot await the end of process " + process.pid(), e);
    }
  }
}
