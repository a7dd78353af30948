package ai.babymusic.worker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.provider.Submission.Reason;
import ai.babymusic.worker.settings.WorkerSettings.Pauses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanStateTest {

  private static final Pauses PAUSES =
      new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(15));

  /** Of a plan with five places. */
  @ParameterizedTest(name = "{6}")
  @CsvSource({
    "4, 1, 0, false, 0, true,  a plan with room admits",
    "5, 1, 0, false, 0, false, a full plan does not",
    "0, 0, 0, true,  3, false, a provider that is away is left alone for the pause",
    "2, 0, 0, false, 3, true,  then one goes first to see",
    "3, 1, 0, false, 3, false, and the others wait for what it sees",
    "2, 0, 2, true,  1, false, a limit holds while paused",
    "1, 0, 2, true,  1, true,  and what ends makes room below it",
    "2, 0, 2, false, 1, true,  then one goes first to see here too",
    "5, 0, 9, true,  1, false, a limit is never above the plan's own",
  })
  void whoMayGo(
      int running,
      int submitting,
      int ceiling,
      boolean paused,
      int failures,
      boolean admits,
      String because) {
    assertThat(new PlanState(running, submitting, ceiling, paused, "r", failures, false).admits(5))
        .as(because)
        .isEqualTo(admits);
  }

  /** One of the running ones is unknown, and will be for half an hour: hence the ceiling of one. */
  @ParameterizedTest(name = "{5}")
  @CsvSource({
    "1, 0, 1, true,  false, nobody while paused even if others have ended",
    "0, 0, 1, true,  false, not even below the ceiling",
    "1, 0, 1, false, true,  then one goes to be made",
    "2, 1, 1, false, false, and the others wait",
    "2, 0, 1, false, false, until it is made: that it was taken proves nothing",
  })
  void whoMayGoAfterATaskFailedForLackOfCredits(
      int running, int submitting, int ceiling, boolean paused, boolean admits, String because) {
    assertThat(new PlanState(running, submitting, ceiling, paused, "r", 1, true).admits(5))
        .as(because)
        .isEqualTo(admits);
  }

  @Test
  void theLimitIsLoweredToWhatRunsOrToNothing() {
    assertThat(PlanState.ceilingAfter(Reason.RATE_LIMITED, false, 2)).isEqualTo(2);
    assertThat(PlanState.ceilingAfter(Reason.UNAVAILABLE, false, 2)).isZero();
    assertThat(PlanState.ceilingAfter(Reason.NO_CREDITS, false, 2)).isZero();
    assertThat(PlanState.ceilingAfter(Reason.NO_CREDITS, true, 2)).isEqualTo(2);
  }

  @Test
  void pausesDoubleUpToAMinuteAndTheProvidersOwnWishCounts() {
    assertThat(pause(Reason.UNAVAILABLE, 1, null)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pause(Reason.UNAVAILABLE, 3, null)).isEqualTo(Duration.ofSeconds(8));
    assertThat(pause(Reason.NO_CREDITS, 999, null)).isEqualTo(Duration.ofMinutes(1));
    assertThat(pause(Reason.RATE_LIMITED, 9, null)).isEqualTo(Duration.ofSeconds(15));
    assertThat(pause(Reason.RATE_LIMITED, 1, Duration.ofSeconds(40)))
        .isEqualTo(Duration.ofSeconds(40));
  }

  /** A minute of 502 would have cost all five places, for half an hour each. */
  @Test
  void answersThatAreLostOneAfterTheOtherAreFollowedByTheLongestPauseAtOnce() {
    assertThat(PlanState.pauseAfterLost(1, PAUSES)).isEqualTo(PAUSES.first());
    assertThat(PlanState.pauseAfterLost(2, PAUSES)).isEqualTo(PAUSES.longest());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void onlyAFaultWhileOthersAreTakenSinglesASongOut(Reason reason) {
    assertThat(after(0).singlesOut(reason))
        .isEqualTo(reason == Reason.UNAVAILABLE || reason == Reason.KEY_REFUSED);
    assertThat(after(1).singlesOut(reason)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void onlyRefusalsWithoutAReasonEndAfterADay(Reason reason) {
    Duration day = Duration.ofDays(1);
    assertThat(PlanState.refusedForGood(reason, day)).isEqualTo(reason == Reason.UNAVAILABLE);
    assertThat(PlanState.refusedForGood(reason, day.minusMillis(1))).isFalse();
  }

  @Test
  void aSongIsHopelessAfterMinutesOfBeingSingledOut() {
    int times = 1;
    Duration tried = Duration.ZERO;
    while (!PlanState.hopeless(times)) {
      tried = tried.plus(pause(Reason.UNAVAILABLE, 1, null)).plus(PAUSES.after(times));
      times++;
    }
    assertThat(tried).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(10));
  }

  private static PlanState after(int failures) {
    return new PlanState(0, 0, 0, false, null, failures, false);
  }

  private static Duration pause(Reason reason, int failures, @Nullable Duration retryAfter) {
    return PlanState.pauseAfter(reason, failures, retryAfter, PAUSES);
  }
}
