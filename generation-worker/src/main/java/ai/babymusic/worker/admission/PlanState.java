package ai.babymusic.worker.admission;

import ai.babymusic.worker.provider.Submission.Reason;
import ai.babymusic.worker.settings.WorkerSettings.Pauses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the provider's refusals have taught us, and how full the plan is.
 *
 * @param running attempts that hold a place: submitting, submitted, unknown
 * @param submitting those of them that the provider is just being asked for; not the ones whose
 *     answer was lost, or whose worker died while it asked
 * @param ceiling the lowered limit; it holds while {@code paused}
 * @param reason of the last refusal
 * @param failures refusals in a row, since the provider last took a task
 * @param toldByTask the refusal came from a task that had been taken; then {@code failures} counts
 *     since one was last made
 */
record PlanState(
    int running,
    int submitting,
    int ceiling,
    boolean paused,
    @Nullable String reason,
    int failures,
    boolean toldByTask) {

  /** Of songs that the provider refuses while it takes others. About five minutes of tries. */
  private static final int MOST_TIMES_SINGLED_OUT = 8;

  /** Of refusals without a reason, after which nobody waits any more. */
  private static final Duration LONGEST_REFUSAL = Duration.ofDays(1);

  /** Whether one more may go to the provider. */
  boolean admits(int maxConcurrentTasks) {
    if (running >= maxConcurrentTasks) {
      return false;
    }
    if (paused) {
      return !toldByTask && running < ceiling;
    }
    // After refusals one goes first to see, so that no storm starts when the provider is back.
    return failures == 0 || (submitting == 0 && (!toldByTask || running <= ceiling));
  }

  /** Whether a refusal is rather this attempt's own fault: the provider has just taken another. */
  boolean singlesOut(Reason refusal) {
    return failures == 0 && (refusal == Reason.UNAVAILABLE || refusal == Reason.KEY_REFUSED);
  }

  /** Whether one that was singled out so often will ever be taken. */
  static boolean hopeless(int timesSingledOut) {
    return timesSingledOut >= MOST_TIMES_SINGLED_OUT;
  }

  /** Whether one that was refused for so long, whoever else was, had better be told so. */
  static boolean refusedForGood(Reason refusal, Duration refusedFor) {
    return refusal == Reason.UNAVAILABLE && refusedFor.compareTo(LONGEST_REFUSAL) >= 0;
  }

  /** How many may run after a refusal while {@code others} already run. */
  static int ceilingAfter(Reason reason, boolean toldByTask, int others) {
    return toldByTask || reason == Reason.RATE_LIMITED ? others : 0;
  }

  /** How long the lowered limit holds after the {@code failures}-th refusal in a row. */
  static Duration pauseAfter(
      Reason reason, int failures, @Nullable Duration retryAfter, Pauses pauses) {
    if (retryAfter != null) {
      return retryAfter;
    }
    return reason == Reason.RATE_LIMITED ? pauses.rateLimited() : pauses.after(failures);
  }

  /**
   * How long after the {@code failures}-th failure in a row that was a lost answer. Each lost one
   * keeps its place for long: after the second, tries come no sooner than after many refusals.
   */
  static Duration pauseAfterLost(int failures, Pauses pauses) {
    return failures == 1 ? pauses.after(1) : pauses.longest();
  }
}
