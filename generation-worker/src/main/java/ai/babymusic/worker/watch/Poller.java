package ai.babymusic.worker.watch;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.PiapiTasks.TaskReported;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.schemas.tracing.Traceparent;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.provider.Lookup;
import ai.babymusic.worker.provider.MusicProvider;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.provider.TaskReport.Outcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the provider for a task and publishes what it says, so that it takes the same way as a
 * webhook's report.
 */
@Component
class Poller {

  private static final URI SOURCE = URI.create("/generation-worker/poller");
  private static final long LONGEST_SEND_SECONDS = 15;

  private final MusicProvider provider;
  private final KafkaTemplate<String, byte[]> kafka;
  private final WebhookSecrets secrets;
  private final MeterRegistry meters;

  Poller(
      MusicProvider provider,
      KafkaTemplate<String, byte[]> kafka,
      WebhookSecrets secrets,
      MeterRegistry meters) {
    this.provider = provider;
    this.kafka = kafka;
    this.secrets = secrets;
    this.meters = meters;
  }

  /** What the provider says is in Kafka when this returns. */
  Heard poll(Generation generation) {
    if (generation.taskId() == null) {
      return Heard.NO_END;
    }
    Lookup lookup = provider.find(generation.taskId());
    meters
        .counter("provider.polls", "found", String.valueOf(lookup instanceof Lookup.Found))
        .increment();
    return switch (lookup) {
      case Lookup.Found(ObjectNode task) -> {
        publish(generation, task);
        yield ends(generation, provider.read(task)) ? Heard.THE_END : Heard.NO_END;
      }
      case Lookup.NoNews _ -> Heard.NOT_KNOWN;
      case Lookup.NoAnswer _ -> Heard.NOTHING;
    };
  }

  /** Waiting for a report that will be ignored would have no end. */
  private static boolean ends(Generation generation, TaskReport report) {
    return switch (report.outcome()) {
      case Outcome.UnderWay() -> false;
      case Outcome.Succeeded _ -> true;
      case Outcome.Failed _ ->
          report.taskId() == null || report.taskId().equals(generation.taskId());
    };
  }

  private void publish(Generation generation, ObjectNode task) {
    String subject = generation.id().toString();
    CloudEvent event =
        EventCodec.write(
            new TaskReported(withoutSecrets(generation.id(), task)),
            UUID.randomUUID().toString(),
            SOURCE,
            subject,
            Instant.now());
    ProducerRecord<String, byte[]> record =
        KafkaMessageFactory.createWriter(Topic.PIAPI_TASKS.address(), subject).writeBinary(event);
    Traceparent.parse(generation.traceparent()).ifPresent(trace -> trace.putOn(record.headers()));
    try {
      kafka.send(record).get(LONGEST_SEND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while publishing a report", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("a report could not be published", e);
    }
  }

  /** The provider repeats what it was given, also the secret of the callback address. */
  private ObjectNode withoutSecrets(UUID generationId, ObjectNode task) {
    String text = task.toString();
    for (String secret : secrets.all(generationId)) {
      text = text.replace(secret, "********");
    }
    return (ObjectNode) EventCodec.JSON.readTree(text);
  }
}
