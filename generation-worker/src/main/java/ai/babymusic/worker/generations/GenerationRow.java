package ai.babymusic.worker.generations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Generation} of a row of {@code song_generations g}. */
final class GenerationRow {

  static final String COLUMNS =
      """
      g.id, g.song_id, g.user_id, g.attempt, g.requested_by, g.status, g.task_id, g.call_started_at,
      g.submitted_at, g.overdue_at, g.refusals, g.singled_out, g.refused_since, g.error_code,
      g.audio_urls, g.traceparent, clock_timestamp() as read_at
      """;

  private GenerationRow() {}

  static Generation read(ResultSet row, int number) throws SQLException {
    return new Generation(
        row.getObject("id", UUID.class),
        row.getObject("song_id", UUID.class),
        row.getObject("user_id", UUID.class),
        row.getInt("attempt"),
        row.getString("requested_by"),
        GenerationStatus.of(row.getString("status")),
        row.getString("task_id"),
        instant(row, "call_started_at"),
        instant(row, "submitted_at"),
        instant(row, "overdue_at"),
        row.getInt("refusals"),
        row.getInt("singled_out"),
        instant(row, "refused_since"),
        row.getString("error_code"),
        List.of((String[]) row.getArray("audio_urls").getArray()),
        row.getString("traceparent"),
        row.getObject("read_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
