package ai.babymusic.local.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One program kept running: whenever it ends it is started again, until it is told to stop. */
final class Child {

  /** Deaths before the first readiness that mean it will never come up. */
  private static final int HOPELESS = 4;

  private static final Duration ASK_AGAIN = Duration.ofMillis(100);

  private final Program program;
  private final Path pidFolder;
  private final Consumer<String> say;
  private final CompletableFuture<Duration> ready = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread keeper;
  private @Nullable Process process;
  private volatile long stoppedAt;

  Child(Program program, Path pidFolder, Consumer<String> say) {
    this.program = program;
    this.pidFolder = pidFolder;
    this.say = say;
    this.keeper = Thread.ofPlatform().name("keeper of " + program.name()).unstarted(this::keep);
  }

  void start() {
    keeper.start();
  }

  Program program() {
    return program;
  }

  /** Completed when it was ready for the first time; failed when that will not happen. */
  CompletableFuture<Duration> ready() {
    return ready;
  }

  /** Asks it to end; it will not be started again. */
  synchronized void stop() {
    stoppedAt = System.nanoTime();
    stopped.countDown();
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits for the end, and makes it happen when the grace is over. */
  void awaitEnd() throws InterruptedException {
    if (!keeper.join(program.grace().minusNanos(System.nanoTime() - stoppedAt))) {
      synchronized (this) {
        if (process != null) {
          say.accept(program.name() + " did not end in time and is killed");
          process.destroyForcibly();
        }
      }
      keeper.join();
    }
  }

  private void keep() {
    Backoff backoff = Backoff.FIRST;
    int deaths = 0;
    try {
      while (true) {
        long begin = System.nanoTime();
        Process current = startUnlessStopped();
        if (current == null) {
          return;
        }
        watch(current, begin, deaths > 0);
        int code = current.waitFor();
        PidFile.of(program, current.toHandle()).delete(pidFolder);
        if (stopped.getCount() == 0) {
          return;
        }
        deaths++;
        if (!ready.isDone() && deaths >= HOPELESS) {
          ready.completeExceptionally(new NeverReady(program, "ended with code " + code));
          return;
        }
        String pause = seconds(backoff.pause());
        say.accept(program.name() + " ended with code " + code + ", starting again in " + pause);
        if (stopped.await(backoff.pause().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        backoff = backoff.after(Duration.ofNanos(System.nanoTime() - begin));
      }
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
      say.accept(program.name() + " cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Process startUnlessStopped() throws IOException {
    if (stopped.getCount() == 0) {
      return null;
    }
    Process started = Launch.start(program);
    process = started;
    PidFile.of(program, started.toHandle()).write(pidFolder);
    return started;
  }

  private void watch(Process current, long begin, boolean again) throws InterruptedException {
    while (current.isAlive()) {
      if (program.ready().isReady(current.toHandle())) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        ready.complete(took);
        if (again) {
          say.accept(program.name() + " is back after " + seconds(took));
        }
        return;
      }
      if (current.waitFor(ASK_AGAIN)) {
        return;
      }
    }
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
