package ai.babymusic.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreakTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

  @ParameterizedTest
  @CsvSource({
    "2026-03-02, 5", // a zone further east is there already
    "2026-03-01, 5",
    "2026-02-28, 5",
    "2026-02-27, 0",
    "2025-03-01, 0"
  })
  void aStreakLastsUntilADayIsMissed(LocalDate lastDay, int days) {
    assertThat(new Streak(5, lastDay).asOf(TODAY)).isEqualTo(days);
  }

  @Test
  void nobodyBeginsWithAStreak() {
    assertThat(new Streak(0, null).asOf(TODAY)).isZero();
    assertThat(new Streak(3, null).asOf(TODAY)).isZero();
  }
}
