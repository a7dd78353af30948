package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.songs.Making.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up how far unfinished songs are, and what that usually means. */
@Component
class Forecasts {
  private static final Duration USUAL_FOR = Duration.ofSeconds(5);

  private final int places;
  private final Clock clock;
  private volatile Seen seen = new Seen(UsualTimes.UNSEEN, Instant.MIN);

  Forecasts(GatewaySettings settings, Clock clock) {
    this.places = settings.songs().maxConcurrentTasks();
    this.clock = clock;
  }

  /** The same songs; in a transaction as their owner. */
  List<Song> with(JdbcClient jdbc, List<Song> songs) {
    UUID[] unfinished =
        songs.stream()
            .filter(song -> !song.isFinished())
            .map(song -> song.row().generationId())
            .toArray(UUID[]::new);
    if (unfinished.length == 0) {
      return songs;
    }
    Map<UUID, Making> makings = new HashMap<>();
    jdbc.sql("select * from public.songs_in_making(?)")
        .param(unfinished)
        .query(row -> {
          Making making = making(row);
          if (making != null) {
            makings.put(row.getObject("generation_id", UUID.class), making);
          }
        });
    UsualTimes usual = usual(jdbc);
    return songs.stream()
        .map(song -> song.with(forecast(song, makings.get(song.row().generationId()), usual)))
        .toList();
  }

  Song with(JdbcClient jdbc, Song song) {
    return with(jdbc, List.of(song)).getFirst();
  }

  private @Nullable Forecast forecast(Song song, @Nullable Making making, UsualTimes usual) {
    if (making == null) {
      return null;
    }
    boolean unwritten = song.row().isInstrumental() || making.lyricsKept();
    return Forecast.of(making, unwritten ? usual.withoutWriting() : usual, places);
  }

  /** Asked again now and then; the songs of a few seconds do not change what is usual. */
  private UsualTimes usual(JdbcClient jdbc) {
    Seen last = seen;
    Instant now = clock.instant();
    if (now.isBefore(last.until())) {
      return last.usual();
    }
    UsualTimes usual =
        jdbc.sql("select * from public.usual_step_seconds()")
            .query((row, number) -> usual(row))
            .single();
    seen = new Seen(usual, now.plus(USUAL_FOR));
    return usual;
  }

  private static @Nullable Making making(ResultSet row) throws SQLException {
    Step step = Step.of(row.getString("status"));
    return step == null
        ? null
        : new Making(
            step,
            row.getBoolean("keeps_lyrics"),
            seconds(row.getDouble("step_seconds")),
            row.getObject("queue_position", Integer.class),
            row.getInt("running"),
            seconds(row.getDouble("pause_seconds")),
            row.getObject("read_at", OffsetDateTime.class).toInstant());
  }

  private static UsualTimes usual(ResultSet row) throws SQLException {
    return new UsualTimes(
        seconds(row, "starting", UsualTimes.UNSEEN.starting()),
        seconds(row, "writing", UsualTimes.UNSEEN.writing()),
        seconds(row, "composing", UsualTimes.UNSEEN.composing()),
        seconds(row, "storing", UsualTimes.UNSEEN.storing()));
  }

  private static Duration seconds(ResultSet row, String column, Duration unseen)
      throws SQLException {
    double seconds = row.getDouble(column);
    return row.wasNull() ? unseen : seconds(seconds);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private record Seen(UsualTimes usual, Instant until) {}
}
