package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.problems.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Limits LIMITS = new Limits(3, 30);

  @Test
  void whatIsLeftIsTold() {
    assertThat(LIMITS.decide(new Usage(1, 5, Duration.ZERO)))
        .isEqualTo(new Limits.Decision.Granted("\"active\";r=1, \"day\";r=24"));
  }

  @Test
  void theLastOneFits() {
    assertThat(LIMITS.decide(new Usage(2, 29, Duration.ZERO)))
        .isEqualTo(new Limits.Decision.Granted("\"active\";r=0, \"day\";r=0"));
  }

  @Test
  void aFourthUnfinishedSongIsRefused() {
    assertThat(LIMITS.decide(new Usage(3, 3, Duration.ZERO)))
        .isInstanceOfSatisfying(
            Limits.Decision.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.TOO_MANY_ACTIVE_SONGS));
  }

  @Test
  void theDayIsOverWhenItsOldestAttemptIs24HoursOld() {
    assertThat(LIMITS.decide(new Usage(0, 30, Duration.ofMinutes(7))))
        .isInstanceOfSatisfying(
            Limits.Decision.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ProblemCode.TOO_MANY_SONGS_TODAY);
              assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(7));
              assertThat(refused.rateLimit()).isEqualTo("\"day\";r=0;t=420");
            });
  }
}
