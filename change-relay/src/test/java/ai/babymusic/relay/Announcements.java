package ai.babymusic.relay;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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
    announce(TOPIC, key, number);
    return Instant.now();
  }

  void announce(String topic, String key, int number) {
    jdbc.sql(
            """
            insert into public.outbox (topic, key, seq, type, payload)
            values (?, ?, ?, 'song.updated', jsonb_build_object('n', ?::int))
            """)
        .params(topic, key, number, number)
        .update();
  }

  /** All of them in one transaction. */
  void announceAll(String key, int first, int last) {
    jdbc.sql(
            """
            insert into public.outbox (topic, key, seq, type, payload)
            select ?, ?, n, 'song.updated', jsonb_build_object('n', n) from generate_series(?, ?) n
            """)
        .params(TOPIC, key, first, last)
        .update();
  }

  /** A row made up by hand; {@code content} is an expression. Returns its id. */
  long insert(String topic, String key, String headers, String content) {
    return jdbc.sql(
            """
            insert into public.outbox (topic, key, type, headers, payload)
            values (?, ?, 'song.updated', ?::jsonb, jsonb_build_object('content', %s)) returning id
            """
                .formatted(content))
        .params(topic, key, headers)
        .query(Long.class)
        .single();
  }

  void writeOld(String topic, String key, String age, int count) {
    jdbc.sql(
            """
            insert into public.outbox (topic, key, type, payload, created_at)
            select ?, ?, 'song.updated', jsonb_build_object('n', n), now() - ?::interval
            from generate_series(1, ?) n
            """)
        .params(topic, key, age, count)
        .update();
  }

  List<String> topicsOf(String key) {
    return jdbc.sql("select topic from public.outbox where key = ? order by id")
        .param(key)
        .query((row, number) -> row.getString(1))
        .list();
  }

  long countOf(String key) {
    return jdbc.sql("select count(*) from public.outbox where key = ?")
        .param(key)
        .query(Long.class)
        .single();
  }

  /** Why the row was refused, and how large what was kept of it is. */
  Refused refused(long id) {
    return jdbc.sql(
            """
            select r.reason, v.bytes from public.refused_announcements r
            join ops.refused_announcements v using (id) where id = ?
            """)
        .param(id)
        .query(Refused.class)
        .single();
  }

  record Refused(String reason, long bytes) {}

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

  boolean isWritable() {
    return jdbc.sql("select not pg_is_in_recovery()").query(Boolean.class).single();
  }

  boolean exists(String slot) {
    return jdbc.sql("select exists (select from pg_replication_slots where slot_name = ?)")
        .param(slot)
        .query(Boolean.class)
        .single();
  }

  long slotsOfTheRelay() {
    return jdbc.sql(
            """
            select count(*) from pg_replication_slots where starts_with(slot_name, 'change_relay_')
            """)
        .query(Long.class)
        .single();
  }

  /** Writes so much log. */
  void fillLog(int megabytes) {
    jdbc.sql(
            """
            select count(pg_logical_emit_message(false, 'test', repeat('x', 1024 * 1024)))
            from generate_series(1, ?)
            """)
        .param(megabytes)
        .query()
        .singleRow();
  }

  void burnTransactions(int count) {
    jdbc.sql(
            """
            do $$ begin for n in 1..%d loop perform pg_current_xact_id(); commit; end loop; end $$
            """
                .formatted(count))
        .update();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
