package ai.babymusic.relay;

import ai.babymusic.schemas.topics.Topic;
import io.micrometer.core.instrument.Counter;
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
  private static final String NO_TOPIC = "none";

  private final Database database;
  private final MeterRegistry metrics;

  Refusals(Database database, MeterRegistry metrics) {
    this.database = database;
    this.metrics = metrics;
    // At zero from the start: a rule sees no increase in a series that begins with its first event.
    for (Topic topic : Topic.values()) {
      counter(topic.address(), Outcome.Refusal.TOO_LARGE);
      counter(topic.address(), Outcome.Refusal.NOT_AN_EVENT);
    }
    counter(NO_TOPIC, Outcome.Refusal.NO_SUCH_NAME);
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
    // A name made up by hand must not become a series of its own.
    counter(
            refused.refusal() == Outcome.Refusal.NO_SUCH_NAME ? NO_TOPIC : row.topic(),
            refused.refusal())
        .increment();
    log.atError()
        .addKeyValue("id", row.id())
        .addKeyValue("topic", row.topic())
        .addKeyValue("type", row.type())
        .addKeyValue("reason", refused.reason())
        .log("announcement refused");
  }

  private Counter counter(String topic, Outcome.Refusal refusal) {
    return metrics.counter(
        "relay.refused", "topic", topic, "reason", refusal.name().toLowerCase(Locale.ROOT));
  }
}
