package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.songs.Making.Step;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int PLACES = 5;

  /** 100 s in all, so that a second is a hundredth. */
  private static final UsualTimes USUAL =
      new UsualTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(9),
          Duration.ofSeconds(80),
          Duration.ofSeconds(10));

  @Test
  void aNewSongIsAtItsBeginning() {
    Forecast forecast = forecast(Step.STARTING, 0, 1, 0);
    assertThat(forecast.progress()).isZero();
    assertThat(forecast.queuePosition()).isEqualTo(1);
    assertThat(forecast.estimatedReadyAt()).isEqualTo(NOW.plusSeconds(100));
  }

  @Test
  void progressIsTheWorkThatIsDone() {
    assertThat(forecast(Step.WRITING, 3, 1, 0).progress()).isEqualTo(0.04);
    assertThat(forecast(Step.WAITING, 500, 1, 0).progress()).isEqualTo(0.1);
    assertThat(forecast(Step.COMPOSING, 40, null, 1).progress()).isEqualTo(0.5);
    assertThat(forecast(Step.STORING, 5, null, 1).progress()).isEqualTo(0.95);
  }

  @Test
  void itGrowsAndIsNeverWholeHoweverLongAStepTakes() {
    double before = 0;
    for (Step step : Step.values()) {
      for (int second = 0; second < 10_000; second++) {
        double progress = forecast(step, second, null, 1).progress();
        assertThat(progress).isGreaterThanOrEqualTo(before).isLessThan(1);
        before = progress;
      }
    }
  }

  @Test
  void whoeverIsNextIntoAPlanWithRoomDoesNotWait() {
    assertThat(forecast(Step.WAITING, 1, 5, 0).estimatedReadyAt()).isEqualTo(NOW.plusSeconds(90));
    assertThat(forecast(Step.WAITING, 1, 1, 4).estimatedReadyAt()).isEqualTo(NOW.plusSeconds(90));
  }

  @Test
  void inAFullPlanAPlaceBecomesFreeEachTimeASongIsComposed() {
    // 80 s a song, five at a time: one place in 16 s.
    assertThat(forecast(Step.WAITING, 1, 3, 5).estimatedReadyAt())
        .isEqualTo(NOW.plusSeconds(3 * 16 + 90));
    assertThat(forecast(Step.WAITING, 1, 3, 4).estimatedReadyAt())
        .isEqualTo(NOW.plusSeconds(2 * 16 + 90));
  }

  @Test
  void wordsAreWrittenWhileOthersAreComposed() {
    assertThat(forecast(Step.WRITING, 0, 3, 5).estimatedReadyAt())
        .isEqualTo(NOW.plusSeconds(3 * 16 + 90));
  }

  @Test
  void aStepThatTakesLongerIsGivenATenthOfItsTimeAgain() {
    assertThat(forecast(Step.COMPOSING, 200, null, 1).estimatedReadyAt())
        .isEqualTo(NOW.plusSeconds(20 + 10));
  }

  @Test
  void aProviderThatTakesNothingNowIsWaitedFor() {
    var paused =
        new Making(Step.WAITING, false, Duration.ofSeconds(1), 1, 0, Duration.ofSeconds(30), NOW);
    assertThat(Forecast.of(paused, USUAL, PLACES).estimatedReadyAt())
        .isEqualTo(NOW.plusSeconds(30 + 90));
  }

  @Test
  void timesOfNothingAreNoTrouble() {
    var nothing = new UsualTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    for (Step step : Step.values()) {
      var making = new Making(step, false, Duration.ZERO, 1, 9, Duration.ZERO, NOW);
      assertThat(Forecast.of(making, nothing, 1).progress()).isBetween(0.0, 0.99);
    }
  }

  private static Forecast forecast(
      Step step, int seconds, @Nullable Integer queuePosition, int running) {
    var making =
        new Making(
            step, false, Duration.ofSeconds(seconds), queuePosition, running, Duration.ZERO, NOW);
    return Forecast.of(making, USUAL, PLACES);
  }
}
