package ai.babymusic.gateway.profile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A run of active days, as it stood when one was last added.
 *
 * @param lastDay the run's last day; null before the first
 */
record Streak(int days, @Nullable LocalDate lastDay) {

  /** Today still counts on from yesterday; a day that was missed breaks the run. */
  int asOf(LocalDate today) {
    return lastDay == null || lastDay.isBefore(today.minusDays(1)) ? 0 : days;
  }
}
