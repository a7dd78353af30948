package ai.babymusic.worker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.provider.Submission.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanStateTest {

  @Test
  void aPlanWithRoomAdmits() {
    assertThat(new PlanState(4, 1, 0, false, null, 0).admits(5)).isTrue();
    assertThat(new PlanState(5, 1, 0, false, null, 0).admits(5)).isFalse();
  }

  @Test
  void aRateLimitLowersTheLimitForAWhile() {
    int ceiling = PlanState.ceilingAfter(Reason.RATE_LIMITED, 2);
    assertThat(new PlanState(2, 0, ceiling, true, "rate_limited", 1).admits(5)).isFalse();
    assertThat(new PlanState(1, 0, ceiling, true, "rate_limited", 1).admits(5)).isTrue();
    assertThat(new PlanState(2, 0, ceiling, false, "rate_limited", 1).admits(5)).isTrue();
  }

  @Test
  void afterAFaultOneGoesFirstToSee() {
    assertThat(new PlanState(0, 0, 0, true, "provider_unavailable", 3).admits(5)).isFalse();
    assertThat(new PlanState(2, 0, 0, false, "provider_unavailable", 3).admits(5)).isTrue();
    assertThat(new PlanState(3, 1, 0, false, "provider_unavailable", 3).admits(5)).isFalse();
  }

  @Test
  void pausesDoubleUpToAMinuteAndTheProvidersOwnWishCounts() {
    assertThat(PlanState.pauseAfter(Reason.UNAVAILABLE, 1, null)).isEqualTo(Duration.ofSeconds(2));
    assertThat(PlanState.pauseAfter(Reason.UNAVAILABLE, 3, null)).isEqualTo(Duration.ofSeconds(8));
    assertThat(PlanState.pauseAfter(Reason.NO_CREDITS, 999, null)).isEqualTo(Duration.ofMinutes(1));
    assertThat(PlanState.pauseAfter(Reason.RATE_LIMITED, 1, Duration.ofSeconds(40)))
        .isEqualTo(Duration.ofSeconds(40));
  }
}
