package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.input.Cursor;
import ai.babymusic.schemas.events.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row as operators see it, and where it stands in its order. */
record Told(JsonNode row, Cursor position) {

  /** Of the columns {@code id}, {@code at} and {@code shown}. */
  static Told of(ResultSet row, int number) throws SQLException {
    return new Told(
        EventCodec.JSON.readTree(row.getString("shown")),
        new Cursor(
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getObject("id", UUID.class)));
  }

  /** As many as were asked for, and where the next page begins; {@code found} may hold one more. */
  record Page(List<JsonNode> rows, @Nullable String nextCursor) {
    static Page of(List<Told> found, int limit) {
      List<Told> shown = found.subList(0, Math.min(limit, found.size()));
      return new Page(
          shown.stream().map(Told::row).toList(),
          found.size() > limit ? shown.getLast().position().text() : null);
    }
  }
}
