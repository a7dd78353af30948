package ai.babymusic.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the outbox as a table: only for what was committed before a slot existed. */
@Component
class Outbox {

  private static final int BATCH = 1_000;

  private final Publisher publisher;

  Outbox(Publisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Publishes the rows of all transactions from {@code xid} on that the connection's snapshot sees,
   * in order of their ids: those of one user were taken under that user's lock, so this is the
   * order of their commits.
   *
   * @return how many
   */
  long publishFrom(String xid, Connection inSnapshot) throws SQLException, InterruptedException {
    long published = 0;
    try (PreparedStatement select =
        inSnapshot.prepareStatement(
            """
            select id, topic, key, type, payload::text, headers::text, created_at
            from public.outbox
            where xid >= ?::xid8 and topic <> 'relay.heartbeat'
            order by id
            """)) {
      select.setString(1, xid);
      select.setFetchSize(BATCH);
      try (ResultSet rows = select.executeQuery()) {
        List<OutboxRow> batch = new ArrayList<>(BATCH);
        while (rows.next()) {
          batch.add(row(rows));
          if (batch.size() == BATCH) {
            published += publish(batch);
          }
        }
        published += publish(batch);
      }
    }
    return published;
  }

  private int publish(List<OutboxRow> batch) throws InterruptedException {
    int size = batch.size();
    publisher.publish(List.copyOf(batch));
    batch.clear();
    return size;
  }

  private static OutboxRow row(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getString("topic"),
        row.getString("key"),
        row.getString("type"),
        row.getString("payload"),
        row.getString("headers"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
