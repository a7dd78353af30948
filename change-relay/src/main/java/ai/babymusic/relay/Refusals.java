package ai.babymusic.relay;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Rows that Kafka will never take. They are kept whole in the database, for what is too large for a
 * topic is too large for its dead letters too; those tell operators where to look.
 */
@Component
class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final Database database;
  private final MeterRegistry metrics;

  Refusals(Database database, MeterRegistry metrics) {
    this.database = database;
    this.metrics = metrics;
  }

  /**
   * Keeps the row, once; it may come again.
   *
   * @throws DataAccessException if it cannot be kept now
   */
  void keep(OutboxRow row, Outcome.Refused refused) {
    try (Connection connection = database.forManyRows()) {
      int added =
          JdbcClient.create(new SingleConnectionDataSource(connection, true))
              .sql(
                  """
                  insert into public.refused_announcements
                    (id, topic, key, type, payload, headers, created_at, reason)
                  values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::timestamptz, ?)
                  on conflict do nothing
                  """)
              .params(
                  row.id(),
                  row.topic(),
                  row.key(),
                  row.type(),
                  row.payload(),
                  row.headers(),
                  row.createdAt().toString(),
                  refused.reason())
              .update();
      if (added > 0) {
        tell(row, refused);
      }
    } catch (SQLException e) {
      throw new CannotGetJdbcConnectionException("cannot keep a refused announcement", e);
    }
  }

  private void tell(OutboxRow row, Outcome.Refused refused) {
    metrics
        .counter(
            "relay.refused",
            "topic",
            // A name made up by hand must not become a series of its own.
            refused.refusal() == Outcome.Refusal.NO_SUCH_NAME ? "none" : row.topic(),
            "reason",
            refused.refusal().name().toLowerCase(Locale.ROOT))
        .increment();
    log.atError()
        .addKeyValue("id", row.id())
        .addKeyValue("topic", row.topic())
        .addKeyValue("type", row.type())
        .addKeyValue("reason", refused.reason())
        .log("announcement refused");
  }
}
