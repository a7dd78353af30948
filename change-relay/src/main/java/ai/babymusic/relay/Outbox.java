package ai.babymusic.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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

  /** What is in hand at a time, by rows and by characters: a few rows may be very large. */
  private static final int BATCH = 1_000;

  private static final int BATCH_CHARACTERS = 4_000_000;
  private static final int FETCHED = 100;

  private final Publisher publisher;
  private final Counter republished;

  Outbox(Publisher publisher, MeterRegistry metrics) {
    this.publisher = publisher;
    republished =
        Counter.builder("relay.republished")
            .description("Rows read from the table because their slot was lost")
            .register(metrics);
  }

  /**
   * Publishes the rows of all transactions from {@code xid} on that the connection's snapshot sees,
   * in order of their ids: those of one user were taken under that user's lock, so this is the
   * order of their commits.
   *
   * @return how many
   */
  long publishFrom(String xid, Connection inSnapshot, Lead lead)
      throws SQLException, InterruptedException {
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
      select.setFetchSize(FETCHED);
      try (ResultSet rows = select.executeQuery()) {
        List<OutboxRow> batch = new ArrayList<>(BATCH);
        int characters = 0;
        while (rows.next()) {
          OutboxRow row = row(rows);
          batch.add(row);
          characters += row.payload().length();
          if (batch.size() == BATCH || characters > BATCH_CHARACTERS) {
            published += publish(batch, lead);
            characters = 0;
          }
        }
        published += publish(batch, lead);
      }
    }
    return published;
  }

  private int publish(List<OutboxRow> batch, Lead lead) throws InterruptedException {
    int size = batch.size();
    publisher.publish(List.copyOf(batch), lead);
    republished.increment(size);
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
