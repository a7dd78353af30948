package ai.babymusic.gateway.songs;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everybody's attempts on their way to the provider.
 *
 * @param places those not yet submitted, 1 is next
 * @param running how many hold a place in the plan with the provider
 * @param pausedUntil until when the provider is not called; null when it never refused
 */
record WaitingLine(Map<UUID, Integer> places, int running, @Nullable Instant pausedUntil) {

  static final WaitingLine EMPTY = new WaitingLine(Map.of(), 0, null);

  static WaitingLine read(JdbcClient jdbc) {
    return jdbc.sql("select * from public.waiting_line()").query((row, number) -> of(row)).single();
  }

  /** The last one for an attempt that came after this was read. */
  int placeOf(UUID generation) {
    return places.getOrDefault(generation, places.size() + 1);
  }

  Duration pauseAt(Instant now) {
    return pausedUntil == null || pausedUntil.isBefore(now)
        ? Duration.ZERO
        : Duration.between(now, pausedUntil);
  }

  private static WaitingLine of(ResultSet row) throws SQLException {
    Array generations = row.getArray("generations");
    Map<UUID, Integer> places = new HashMap<>();
    for (UUID generation : (UUID[]) generations.getArray()) {
      places.put(generation, places.size() + 1);
    }
    OffsetDateTime pausedUntil = row.getObject("paused_until", OffsetDateTime.class);
    return new WaitingLine(
        places, row.getInt("running"), pausedUntil == null ? null : pausedUntil.toInstant());
  }
}
