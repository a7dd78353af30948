package ai.babymusic.ingest;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.events.EventType;
import ai.babymusic.schemas.events.PiapiTasks.TaskReported;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.schemas.tracing.Traceparent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** {@code piapi.tasks.v1}: true means that all in-sync replicas hold the record. */
@Component
class Tasks {

  private static final Logger log = LoggerFactory.getLogger(Tasks.class);
  private static final URI SOURCE = URI.create("/webhook-ingest");

  private final KafkaTemplate<String, CloudEvent> kafka;
  private final Tracer tracer;

  Tasks(KafkaTemplate<String, CloudEvent> kafka, Tracer tracer) {
    this.kafka = kafka;
    this.tracer = tracer;
  }

  boolean publish(String key, Callback.Task callback, Instant received) {
    CloudEvent event =
        EventCodec.write(
            new TaskReported(callback.task()), UUID.randomUUID().toString(), SOURCE, key, received);
    return send(new ProducerRecord<>(Topic.PIAPI_TASKS.address(), key, event));
  }

  /** For people to look at: claims to be a report, and is none. */
  boolean bury(@Nullable String key, byte[] json, Instant received) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(UUID.randomUUID().toString())
            .withSource(SOURCE)
            .withType(EventType.TASK_REPORTED.wireName())
            .withSubject(key)
            .withTime(received.atOffset(ZoneOffset.UTC))
            .withDataContentType("application/json")
            .withData(json)
            .build();
    ProducerRecord<String, CloudEvent> record =
        new ProducerRecord<>(Topic.PIAPI_TASKS.deadLetterAddress(), key, event);
    DeadLetterHeaders.add(
        record.headers(), DeadLetterHeaders.ORIGINAL_TOPIC, Topic.PIAPI_TASKS.address());
    DeadLetterHeaders.explain(record.headers(), new UnreadableEvent("no task in it", null));
    return send(record);
  }

  /** Waits for Kafka's answer or for the producer to give the record up, which it does in time. */
  private boolean send(ProducerRecord<String, CloudEvent> record) {
    Traceparent.current(tracer).ifPresent(trace -> trace.putOn(record.headers()));
    try {
      kafka.send(record).get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("key", record.key())
          .addKeyValue("reason", NestedExceptionUtils.getMostSpecificCause(e).getMessage())
          .log("not published");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
