package ai.babymusic.relay;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Long work on a thread of its own, so that the lead can be kept meanwhile. */
final class Aside {

  private Aside() {}

  /**
   * Waits for the work's result, and does {@code meanwhile} every {@code tick}. If that fails, the
   * work is interrupted and left to itself: without the lead it cannot send anything.
   */
  static <T> T await(Callable<T> work, Duration tick, Runnable meanwhile) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().name("aside").daemon().start(task);
    try {
      while (true) {
        try {
          return task.get(tick.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
          meanwhile.run();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      task.cancel(true);
    }
  }
}
