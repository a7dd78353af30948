package ai.babymusic.local.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes whose supervisor was killed. The caller holds the instance's lock. */
public final class Orphans {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private Orphans() {}

  /** Ends those that pid files in {@code folder} name and that still live; says which. */
  public static List<String> end(Path folder) throws IOException, InterruptedException {
    List<String> ended = new ArrayList<>();
    List<ProcessHandle> processes = new ArrayList<>();
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(PidFile.SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      PidFile.read(file)
          .ifPresent(orphan ->
              orphan
                  .alive()
                  .ifPresent(process -> {
                    ended.add(orphan.name() + " (" + orphan.pid() + ")");
                    processes.add(process);
                  }));
    }
    end(processes);
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    return ended;
  }

  private static void end(List<ProcessHandle> processes) throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + GRACE.toNanos();
    for (ProcessHandle process : processes) {
      if (!awaitEnd(process, deadline - System.nanoTime())) {
        process.destroyForcibly();
        awaitEnd(process, GRACE.toNanos());
      }
    }
  }

  private static boolean awaitEnd(ProcessHandle process, long nanoseconds)
      throws InterruptedException {
    try {
      process.onExit().get(Math.max(nanoseconds, 0), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot await the end of process " + process.pid(), e);
    }
  }
}
