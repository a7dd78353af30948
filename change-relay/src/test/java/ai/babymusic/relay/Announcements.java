package ai.babymusic.relay;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Somebody who writes into the outbox and looks at slots, as the database's administrator. */
record Announcements(Connection connection, JdbcClient jdbc) implements AutoCloseable {

  static final String TOPIC = "changes.v1";

  static Announcements by(String adminDatabaseUrl) throws SQLException {
    DatabaseUrl url = DatabaseUrl.parse(adminDatabaseUrl);
    Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    return new Announcements(
        connection, JdbcClient.create(new SingleConnectionDataSource(connection, true)));
  }

  /** Announces a change of {@code key} whose only content is its number; returns when. */
  Instant announce(String key, int number) {
    jdbc.sql(
            """
            insert into public.outbox (topic, key, seq, type, payload)
            values (?, ?, ?, 'song.updated', jsonb_build_object('n', ?::int))
            """)
        .params(TOPIC, key, number, number)
        .update();
    return Instant.now();
  }

  /** All at once, the way an import does. */
  void copy(String key, int count) throws SQLException, IOException {
    StringBuilder rows = new StringBuilder();
    for (int n = 1; n <= count; n++) {
      rows.append(TOPIC + "\t" + key + "\t" + n + "\tsong.updated\t{\"n\": " + n + "}\n");
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy public.outbox (topic, key, seq, type, payload) from stdin",
            new StringReader(rows.toString()));
  }

  String slot() {
    return jdbc.sql("select name from public.relay_slots").query(String.class).single();
  }

  long publishedBefore() {
    return jdbc.sql("select published_before::text::bigint from public.relay_slots")
        .query(Long.class)
        .single();
  }

  /** As an operator would by mistake: ends its reader and drops it before the reader is back. */
  void dropSlot() {
    jdbc.sql(
            """
            do $$
            declare slot text := (select name from public.relay_slots);
            begin
              perform pg_terminate_backend(active_pid, 5000)
              from pg_replication_slots where slot_name = slot and active;
              perform pg_drop_replication_slot(slot);
            end $$
            """)
        .update();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
