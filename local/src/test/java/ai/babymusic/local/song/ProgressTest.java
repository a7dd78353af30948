package ai.babymusic.local.song;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void theBarNeverGoesBackFromStateToState() {
    double before = 0;
    for (String status : List.of("queued", "writing_lyrics", "composing", "storing", "ready")) {
      double begin = Progress.of(status, Duration.ZERO, null).fraction();
      assertThat(begin).isGreaterThan(before);
      before = Progress.of(status, Duration.ofHours(1), null).fraction();
      assertThat(before).isGreaterThanOrEqualTo(begin);
    }
    assertThat(before).isEqualTo(1);
  }

  @Test
  void theServerKnowsBetter() {
    assertThat(Progress.of("composing", Duration.ZERO, 0.7).fraction()).isEqualTo(0.7);
  }

  @Test
  void aBarIsAlwaysAsWide() {
    assertThat(new Progress(0).bar()).hasSameSizeAs(new Progress(1).bar());
  }
}
