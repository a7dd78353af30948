package ai.babymusic.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.database.OwnRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The changes as the database has them: where each user's stand, and those of the last days. */
@Component
class ChangeLog {
  private final OwnRows own;
  private final Database database;
  private final ChangeReader reader;

  ChangeLog(OwnRows own, Database database, ChangeReader reader) {
    this.own = own;
    this.database = database;
    this.reader = reader;
  }

  Position last(UUID user) {
    return own.snapshot(user, jdbc -> last(jdbc, user));
  }

  /** Of all users at once; users without any change are left out. */
  Map<UUID, Position> last(Collection<UUID> users) {
    return database.snapshot(jdbc ->
        jdbc
            .sql(
                """
                select user_id, epoch, last from public.change_positions
                where user_id = any(?)
                """)
            .param(users.toArray(UUID[]::new))
            .query((row, number) -> Map.entry(row.getObject("user_id", UUID.class), position(row)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Where a stream of {@code user} begins whose client is at {@code asked}. */
  Start start(UUID user, Position asked) {
    Missed missed =
        own.snapshot(user, jdbc -> new Missed(last(jdbc, user), after(jdbc, user, asked)));
    return Start.of(asked, missed.last(), read(missed.rows()));
  }

  Replay replay(UUID user, Position after, long upTo) {
    List<Row> rows = own.snapshot(user, jdbc -> after(jdbc, user, after));
    return Replay.of(after, upTo, read(rows));
  }

  /** After the transaction: to make a thousand rows ready would keep a connection for long. */
  private List<ChangeFrame> read(List<Row> rows) {
    return rows.stream()
        .map(row -> reader.read(row.type(), row.payload().getBytes(UTF_8)))
        .toList();
  }

  private static Position last(JdbcClient jdbc, UUID user) {
    return jdbc.sql("select epoch, last from public.change_positions where user_id = ?")
        .param(user)
        .query((row, number) -> position(row))
        .optional()
        .orElse(Position.BEFORE_ALL);
  }

  private static List<Row> after(JdbcClient jdbc, UUID user, Position position) {
    return jdbc.sql(
            """
            select type, payload from public.outbox
            where topic = 'changes.v1' and key = :user and seq > :seq
            order by seq
            limit :limit
            """)
        .param("user", user.toString())
        .param("seq", position.seq())
        .param("limit", Replay.MOST + 1)
        .query((row, number) -> new Row(row.getString("type"), row.getString("payload")))
        .list();
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(row.getString("epoch"), row.getLong("last"));
  }

  /** A change as the outbox has it. */
  private record Row(String type, String payload) {}

  /** What a client has not had, and where its user's changes are, both of one moment. */
  private record Missed(Position last, List<Row> rows) {}
}
