package ai.babymusic.gateway.profile;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.ProfileRow;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A profile's row as a client gets it: with the streak as of today where the family lives. REST and
 * live updates both go through here, so they cannot differ.
 */
@Component
public class ShownProfile {

  private final Clock clock;

  ShownProfile(Clock clock) {
    this.clock = clock;
  }

  public ObjectNode of(ProfileRow row) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone(row.timezone()));
    ObjectNode shown = EventCodec.JSON.valueToTree(row);
    return shown.put(
        "current_streak", new Streak(row.currentStreak(), row.lastActiveDate()).asOf(today));
  }

  /** UTC for a zone that is not known here, as the streaks' function does. */
  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }
}
