package ai.babymusic.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void thePauseDoublesUpToTenSecondsWhileRunsAreShort() {
    Backoff backoff = Backoff.FIRST;
    for (long expected : new long[] {1000, 2000, 4000, 8000, 10_000, 10_000}) {
      backoff = backoff.after(Duration.ofSeconds(1));
      assertThat(backoff.pause()).isEqualTo(Duration.ofMillis(expected));
    }
  }

  @Test
  void aLongRunStartsItOver() {
    assertThat(new Backoff(Duration.ofSeconds(8)).after(Duration.ofMinutes(1)))
        .isEqualTo(Backoff.FIRST);
  }
}
