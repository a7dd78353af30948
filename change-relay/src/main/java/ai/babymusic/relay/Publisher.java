package ai.babymusic.relay;

import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends rows to their topics and comes back when Kafka holds all of them. One idempotent producer
 * for the life of the process, which never gives a record up: so what is sent again after a fault
 * stands behind what was sent before, and the order of a key holds.
 */
@Component
class Publisher {

  private final KafkaTemplate<String, CloudEvent> kafka;
  private final MeterRegistry metrics;
  private final Timer delay;
  private volatile @Nullable Instant sendingSince;
  private volatile @Nullable Instant oldestInHand;
  private volatile Duration lastDelay = Duration.ZERO;

  Publisher(KafkaTemplate<String, CloudEvent> kafka, MeterRegistry metrics) {
    this.kafka = kafka;
    this.metrics = metrics;
    delay =
        Timer.builder("relay.delay")
            .description("From the writing of a row until Kafka holds it")
            .publishPercentiles(0.5, 0.95)
            .register(metrics);
    metrics.gauge("relay.lag.milliseconds", this, publisher -> publisher.lag().toMillis());
  }

  /**
   * Returns when every row is acknowledged by all in-sync replicas.
   *
   * @throws KafkaException if Kafka cannot be reached or refuses a row: some may have been sent
   */
  void publish(List<OutboxRow> rows) throws InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    sendingSince = Instant.now();
    oldestInHand = rows.getFirst().createdAt();
    try {
      send(rows);
    } finally {
      oldestInHand = null;
      sendingSince = null;
    }
    measure(rows);
  }

  private void send(List<OutboxRow> rows) throws InterruptedException {
    List<CompletableFuture<?>> sent = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      // Throws if the topic's partitions are not known in time: nothing may overtake this row.
      sent.add(kafka.send(row.toRecord()));
    }
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka refused a row of the outbox", e.getCause());
    }
  }

  /** For how long Kafka has been owing an answer; zero if it owes none. */
  Duration waiting() {
    Instant since = sendingSince;
    return since == null ? Duration.ZERO : Duration.between(since, Instant.now());
  }

  private Duration lag() {
    Instant oldest = oldestInHand;
    return oldest == null ? lastDelay : Duration.between(oldest, Instant.now());
  }

  private void measure(List<OutboxRow> rows) {
    Instant now = Instant.now();
    for (OutboxRow row : rows) {
      metrics.counter("relay.published", "topic", row.topic()).increment();
      lastDelay = Duration.between(row.createdAt(), now);
      delay.record(lastDelay);
    }
  }
}
