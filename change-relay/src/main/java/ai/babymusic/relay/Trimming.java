package ai.babymusic.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Deletes from the outbox what is too old to be replayed and is in Kafka, a part at a time and
 * beside the streaming, which must not wait for it. The deletions are not published.
 */
@Component
class Trimming {

  private static final Logger log = LoggerFactory.getLogger(Trimming.class);

  private final Database database;
  private final RelayProperties settings;
  private final Counter trimmed;
  private final Timer duration;
  private final AtomicBoolean running = new AtomicBoolean();
  private Instant next = Instant.MIN;

  Trimming(Database database, RelayProperties settings, MeterRegistry metrics) {
    this.database = database;
    this.settings = settings;
    trimmed =
        Counter.builder("relay.trimmed")
            .description("Rows deleted from the outbox because of their age")
            .register(metrics);
    duration =
        Timer.builder("relay.trimming")
            .description("How long it took to look for old rows and delete them")
            .register(metrics);
  }

  /** Starts if it is due and has ended last time; a part under way ends when the lead does. */
  void whenDue(Lead lead) {
    if (Instant.now().isBefore(next) || !running.compareAndSet(false, true)) {
      return;
    }
    next = Instant.now().plus(settings.trim());
    Thread.ofVirtual()
        .name("trimming")
        .start(() -> {
          try {
            duration.record(() -> trim(lead));
          } catch (DataAccessException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("outbox not trimmed, later again");
          } finally {
            running.set(false);
          }
        });
  }

  private void trim(Lead lead) {
    try (Connection connection = database.forManyRows()) {
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      long total = 0;
      int part = 1;
      while (part > 0 && lead.isHeld()) {
        part = jdbc.sql("select public.forget_announced()").query(Integer.class).single();
        trimmed.increment(part);
        total += part;
      }
      int refused =
          jdbc.sql(
                  """
                  delete from public.refused_announcements
                  where refused_at < now() - interval '30 days'
                  """)
              .update();
      log.atInfo().addKeyValue("rows", total).addKeyValue("refused", refused).log("outbox trimmed");
    } catch (SQLException e) {
      throw new CannotGetJdbcConnectionException("no connection for trimming", e);
    }
  }
}
