package ai.babymusic.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A user's changes in one database, numbered as the triggers do it. */
record NumberedChanges(Announcements in, UUID user) implements AutoCloseable {

  private static final List<String> TABLES = List.of("outbox", "relay_slots", "change_positions");

  void change() {
    in.jdbc()
        .sql("select public.announce_change(?, 'song.updated', '{}')")
        .param(user)
        .query()
        .singleRow();
  }

  String epoch() {
    return in.jdbc()
        .sql("select epoch from public.change_positions where user_id = ?")
        .param(user)
        .query(String.class)
        .single();
  }

  /** What the outbox says of each change, in order. */
  List<String> epochs() {
    return in.jdbc()
        .sql("select payload ->> 'epoch' from public.outbox where key = ? order by seq")
        .param(user.toString())
        .query((row, number) -> row.getString(1))
        .list();
  }

  boolean hasRowsFromTheFuture() {
    return in.jdbc()
        .sql(
            """
            select exists (select from public.outbox
                           where xid >= pg_snapshot_xmax(pg_current_snapshot()))
            """)
        .query(Boolean.class)
        .single();
  }

  void dump(Path dir) throws SQLException, IOException {
    for (String table : TABLES) {
      try (var out = Files.newOutputStream(dir.resolve(table))) {
        var _ = copy().copyOut("copy public." + table + " to stdout", out);
      }
    }
  }

  void restore(Path dir) throws SQLException, IOException {
    for (String table : TABLES) {
      try (var dumped = Files.newInputStream(dir.resolve(table))) {
        var _ = copy().copyIn("copy public." + table + " from stdin", dumped);
      }
    }
    in.jdbc()
        .sql(
            """
            select setval(pg_get_serial_sequence('public.outbox', 'id'), max(id)) from public.outbox
            """)
        .query()
        .singleRow();
  }

  @Override
  public void close() throws SQLException {
    in.close();
  }

  private CopyManager copy() throws SQLException {
    return in.connection().unwrap(PGConnection.class).getCopyAPI();
  }
}
