package ai.babymusic.worker.generations;

import ai.babymusic.worker.transactions.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the provider charges, as it says itself with each report. */
@Component
public class Charges {

  private final JdbcClient jdbc;
  private final Counter points;

  Charges(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.points =
        Counter.builder("provider.charged")
            .baseUnit("points")
            .description("What the provider charged; PiAPI's dollar has ten million points")
            .register(meters);
  }

  /**
   * Notes it for the attempt, whatever came of that. Inside a transaction that has locked the
   * attempt; counted once, however often it is reported.
   */
  public void charge(UUID id, String usage) {
    double more =
        jdbc.sql(
                """
                update song_generations set usage = :usage::jsonb where id = :id
                returning case when jsonb_typeof(new.usage -> 'consume') = 'number'
                               then (new.usage ->> 'consume')::float8 else 0 end
                        - case when jsonb_typeof(old.usage -> 'consume') = 'number'
                               then (old.usage ->> 'consume')::float8 else 0 end
                """)
            .param("usage", usage)
            .param("id", id)
            .query(Double.class)
            .single();
    if (more > 0) {
      Transactions.afterCommit(() -> points.increment(more));
    }
  }
}
