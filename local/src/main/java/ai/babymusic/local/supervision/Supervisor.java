package ai.babymusic.local.supervision;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps groups of programs running and ends them in the opposite order. Closing it from another
 * thread (a shutdown hook) also ends what is just being started.
 */
public final class Supervisor implements AutoCloseable {

  private final Path pidFolder;
  private final Consumer<String> say;
  private final List<List<Child>> groups = new ArrayList<>();
  private @Nullable Process oneShot;
  private boolean closed;

  /**
   * A supervisor of nothing yet.
   *
   * @param pidFolder where the pid files of running programs lie
   * @param say takes one line whenever something happened that a person should know
   */
  public Supervisor(Path pidFolder, Consumer<String> say) {
    this.pidFolder = pidFolder;
    this.say = say;
  }

  /** Starts them all at once. Groups end in the opposite order of their start. */
  public void start(List<Program> programs) {
    List<Child> group =
        programs.stream().map(program -> new Child(program, pidFolder, say)).toList();
    synchronized (groups) {
      if (!closed) {
        groups.add(group);
        group.forEach(Child::start);
      }
    }
  }

  /**
   * Waits until everything started so far has been ready once.
   *
   * @throws NeverReady naming the first that did not make it
   */
  public void awaitReady(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<Child> children;
    synchronized (groups) {
      children = groups.stream().flatMap(List::stream).toList();
    }
    for (Child child : children) {
      try {
        child.ready().get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new NeverReady(child.program(), "is not ready after " + atMost.toSeconds() + " s");
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e);
      }
    }
  }

  /**
   * Runs a program that ends by itself.
   *
   * @throws NeverReady if it fails or takes longer than {@code atMost}
   */
  public void runOnce(Program program, Duration atMost) throws IOException, InterruptedException {
    Process process;
    synchronized (groups) {
      if (closed) {
        return;
      }
      process = Launch.start(program);
      oneShot = process;
    }
    PidFile pidFile = PidFile.of(program, process.toHandle());
    pidFile.write(pidFolder);
    boolean ended = process.waitFor(atMost);
    process.destroyForcibly().waitFor();
    pidFile.delete(pidFolder);
    if (!ended) {
      throw new NeverReady(program, "did not finish within " + atMost.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw new NeverReady(program, "failed with code " + process.exitValue());
    }
  }

  /** Ends every program; none is left when this returns. */
  @Override
  public void close() {
    List<List<Child>> ending;
    synchronized (groups) {
      closed = true;
      ending = groups.reversed();
      if (oneShot != null) {
        oneShot.destroyForcibly();
      }
    }
    try {
      for (List<Child> group : ending) {
        group.forEach(Child::stop);
        for (Child child : group) {
          child.awaitEnd();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
