package ai.babymusic.relay;

import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** How often it is asked, while nothing happens, whether the lead is still held. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final KafkaTemplate<String, CloudEvent> kafka;
  private final Refusals refusals;
  private final Lag lag;
  private final PublishingSpans spans;
  private final MeterRegistry metrics;

  /** Why a topic takes nothing at present; logged once. */
  private final Map<String, String> faults = new ConcurrentHashMap<>();

  Publisher(
      KafkaTemplate<String, CloudEvent> kafka,
      Refusals refusals,
      Lag lag,
      PublishingSpans spans,
      MeterRegistry metrics) {
    this.kafka = kafka;
    this.refusals = refusals;
    this.lag = lag;
    this.spans = spans;
    this.metrics = metrics;
  }

  /**
   * Returns when every row is acknowledged by all in-sync replicas or can never be and is kept.
   * Anything else is tried again for as long as the lead is held.
   *
   * @throws IllegalStateException if the lead is lost: some rows may have been sent
   * @throws DataAccessException if a row that Kafka refuses cannot be kept
   */
  void publish(List<OutboxRow> rows, Lead lead) throws InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    lag.sending(rows.getFirst().createdAt());
    try {
      int settled = 0;
      Duration pause = FIRST_PAUSE;
      while (settled < rows.size()) {
        int more = send(rows.subList(settled, rows.size()), lead);
        settled += more;
        if (more > 0) {
          pause = FIRST_PAUSE;
        } else {
          pauseFor(pause, lead);
          pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
      }
    } finally {
      lag.sent();
    }
  }

  private static void pauseFor(Duration pause, Lead lead) throws InterruptedException {
    for (Duration left = pause; left.isPositive(); left = left.minus(LOOK)) {
      lead.require();
      Thread.sleep(LOOK);
    }
  }

  /** Sends rows up to the first one that has to be sent again, if any; returns how many. */
  private int send(List<OutboxRow> rows, Lead lead) throws InterruptedException {
    List<CompletableFuture<?>> sent = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      lead.require();
      CompletableFuture<?> sending = send(row::toRecord);
      sent.add(sending);
      if (sending.isCompletedExceptionally()) {
        break; // Its topic may be unknown: nothing may overtake it.
      }
    }
    for (int n = 0; n < sent.size(); n++) {
      if (!isSettled(rows.get(n), await(sent.get(n), lead), lead)) {
        return n;
      }
    }
    return sent.size();
  }

  private CompletableFuture<?> send(Supplier<ProducerRecord<String, CloudEvent>> row) {
    ProducerRecord<String, CloudEvent> record;
    try {
      record = row.get();
    } catch (RuntimeException unfit) {
      return CompletableFuture.failedFuture(new Outcome.NotAnEvent(unfit));
    }
    try {
      return spans.around(record, kafka::send);
    } catch (KafkaException atOnce) {
      return CompletableFuture.failedFuture(atOnce);
    }
  }

  private static Outcome await(CompletableFuture<?> sending, Lead lead)
      throws InterruptedException {
    while (true) {
      try {
        sending.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return new Outcome.Taken();
      } catch (TimeoutException notYet) {
        lead.require();
      } catch (ExecutionException e) {
        return Outcome.of(e);
      }
    }
  }

  private boolean isSettled(OutboxRow row, Outcome outcome, Lead lead) throws InterruptedException {
    return switch (outcome) {
      case Outcome.Taken _ -> {
        metrics.counter("relay.published", "topic", row.topic()).increment();
        lag.published(row.createdAt());
        faults.clear();
        yield true;
      }
      case Outcome.Refused refused -> {
        refusals.keep(row, refused);
        yield switch (await(send(() -> row.toDeadLetter(refused.reason())), lead)) {
          case Outcome.Taken _ -> true;
          case Outcome.Refused _ -> true; // Not even the notice: but the row is kept and logged.
          case Outcome.Fault fault -> hasToWait(Topic.deadLetterAddress(row.topic()), fault);
        };
      }
      case Outcome.Fault fault -> hasToWait(row.topic(), fault);
    };
  }

  /** Why topics take nothing at present. */
  Map<String, String> faults() {
    return Map.copyOf(faults);
  }

  private boolean hasToWait(String topic, Outcome.Fault fault) {
    String reason = fault.cause().getClass().getSimpleName();
    metrics.counter("relay.send.faults", "topic", topic, "reason", reason).increment();
    if (!reason.equals(faults.put(topic, reason))) {
      log.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("reason", fault.cause())
          .log("Kafka does not take announcements: trying for ever");
    }
    return false;
  }
}
