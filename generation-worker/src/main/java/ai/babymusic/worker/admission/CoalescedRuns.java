package ai.babymusic.worker.admission;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs work that does all there is to do, however often it is asked for: one run at a time, and
 * after it one more for all who asked meanwhile, since it may have looked too early for them.
 */
final class CoalescedRuns {

  private final Executor executor;
  private final Runnable work;

  /** Asked for since the present run began, or began to be waited for; 0: nothing runs. */
  private final AtomicInteger wanted = new AtomicInteger();

  /** Each begin of a run is one call of {@code executor}. */
  CoalescedRuns(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  /** What was there to do before this call is done soon. Returns at once. */
  void want() {
    if (wanted.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    boolean ended = false;
    try {
      int seen;
      do {
        seen = wanted.get();
        work.run();
      } while (!wanted.compareAndSet(seen, 0));
      ended = true;
    } finally {
      if (!ended) {
        // What failed is asked for again by whoever needs it.
        wanted.set(0);
      }
    }
  }
}
