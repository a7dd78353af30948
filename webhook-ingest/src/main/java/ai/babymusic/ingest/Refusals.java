package ai.babymusic.ingest;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.Operations.WebhooksRejected;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts refusals and tells operators of them, at most once a second a reason: a flood of forged
 * callbacks must not become a flood of records. Callers never wait for it.
 */
@Component
class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final String SOURCE = "webhook-ingest";

  private final KafkaTemplate<String, CloudEvent> kafka;
  private final MeterRegistry metrics;
  private final Map<Refusal, Tally> tallies = new ConcurrentHashMap<>();

  Refusals(KafkaTemplate<String, CloudEvent> kafka, MeterRegistry metrics) {
    this.kafka = kafka;
    this.metrics = metrics;
    // There from the start: a rule sees no increase in a series that begins with its first event.
    for (Refusal reason : Refusal.values()) {
      counter(reason);
    }
  }

  void count(Refusal reason) {
    tallies.computeIfAbsent(reason, _ -> new Tally()).untold.increment();
    counter(reason).increment();
  }

  private Counter counter(Refusal reason) {
    return metrics.counter("webhooks.refused", "reason", reason.code());
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void tell() {
    tallies.forEach(this::tell);
  }

  private void tell(Refusal reason, Tally tally) {
    long count = tally.untold.sumThenReset();
    if (count == 0) {
      tally.since = Instant.now();
      return;
    }
    Instant until = Instant.now();
    if (send(new WebhooksRejected(SOURCE, reason.code(), count, tally.since, until), until)) {
      log.atInfo().addKeyValue("reason", reason.code()).addKeyValue("count", count).log("refused");
      tally.since = until;
    } else {
      tally.untold.add(count);
    }
  }

  private boolean send(WebhooksRejected event, Instant at) {
    CloudEvent record =
        EventCodec.write(event, UUID.randomUUID().toString(), URI.create("/" + SOURCE), SOURCE, at);
    try {
      kafka.send(Topic.OPS_REJECTIONS.address(), SOURCE, record).get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      log.atDebug().setCause(e).log("refusals are told later");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Since when, and how many: written by callers, read by the one that tells. */
  private static final class Tally {
    private final LongAdder untold = new LongAdder();
    private Instant since = Instant.now();
  }
}
