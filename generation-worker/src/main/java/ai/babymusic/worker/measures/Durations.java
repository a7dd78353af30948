package ai.babymusic.worker.measures;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.transactions.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** How long a song that has become ready spent in each state, and altogether. */
@Component
public class Durations {

  private static final TypeReference<Map<String, Instant>> TIMINGS = new TypeReference<>() {};
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(30)
  };

  private static final Logger log = LoggerFactory.getLogger(Durations.class);

  private final JdbcClient jdbc;
  private final MeterRegistry meters;

  Durations(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
    // There from the start: no rate can be seen of a series that begins with its first event.
    for (GenerationStatus state : GenerationStatus.values()) {
      if (!state.ended()) {
        inState(state.name().toLowerCase(Locale.ROOT));
      }
    }
    total();
  }

  /**
   * Of an attempt that is ready once the present transaction commits. No song fails for what cannot
   * be read.
   */
  public void onceCommitted(UUID generation) {
    jdbc.sql("select timings::text from song_generations where id = ?")
        .param(generation)
        .query(String.class)
        .optional()
        .ifPresent(text -> Transactions.afterCommit(() -> record(generation, text)));
  }

  private void record(UUID generation, String text) {
    try {
      record(EventCodec.JSON.readValue(text, TIMINGS));
    } catch (JacksonException e) {
      log.atWarn()
          .addKeyValue("generation_id", generation)
          .setCause(e)
          .log("its times cannot be read");
    }
  }

  private void record(Map<String, Instant> timings) {
    List<Map.Entry<String, Instant>> states =
        timings.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    for (int i = 0; i + 1 < states.size(); i++) {
      inState(states.get(i).getKey())
          .record(Duration.between(states.get(i).getValue(), states.get(i + 1).getValue()));
    }
    if (!states.isEmpty()) {
      total().record(Duration.between(states.getFirst().getValue(), states.getLast().getValue()));
    }
  }

  private Timer inState(String state) {
    return Timer.builder("generation.state")
        .description("Time that attempts which became ready spent in a state")
        .tag("state", state)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private Timer total() {
    return Timer.builder("generation.total")
        .description("From the request of an attempt until its song was ready")
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
