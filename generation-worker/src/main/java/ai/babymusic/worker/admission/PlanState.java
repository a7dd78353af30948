package ai.babymusic.worker.admission;

import ai.babymusic.worker.provider.Submission.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the provider's refusals have taught us, and how full the plan is.
 *
 * @param running attempts that hold a place: submitting, submitted, unknown
 * @param submitting those of them that the provider is just being asked for
 * @param ceiling the lowered limit; it holds while {@code paused}
 * @param reason of the last refusal
 * @param failures refusals in a row, since the provider last took a task
 */
record PlanState(
    int running,
    int submitting,
    int ceiling,
    boolean paused,
    @Nullable String reason,
    int failures) {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration RATE_LIMIT_PAUSE = Duration.ofSeconds(15);
  private static final int MOST_DOUBLINGS = 5;

  /** Whether one more may go to the provider. */
  boolean admits(int maxConcurrentTasks) {
    if (paused) {
      return running < Math.min(ceiling, maxConcurrentTasks);
    }
    // After refusals one goes first to see, so that no storm starts when the provider is back.
    boolean mayGo = failures == 0 || submitting == 0;
    return mayGo && running < maxConcurrentTasks;
  }

  /** How many may run after a refusal while {@code others} already run. */
  static int ceilingAfter(Reason reason, int others) {
    return reason == Reason.RATE_LIMITED ? others : 0;
  }

  /** How long the lowered limit holds after the {@code failures}-th refusal in a row. */
  static Duration pauseAfter(Reason reason, int failures, @Nullable Duration retryAfter) {
    if (retryAfter != null) {
      return retryAfter;
    }
    return reason == Reason.RATE_LIMITED ? RATE_LIMIT_PAUSE : doubling(failures);
  }

  static Duration doubling(int failures) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
