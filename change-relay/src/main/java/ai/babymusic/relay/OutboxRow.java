package ai.babymusic.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A row of the outbox: what has to be announced, where, and under which key. */
record OutboxRow(
    long id,
    String topic,
    String key,
    String type,
    String payload,
    String headers,
    Instant createdAt) {

  private static final String HEARTBEAT = "relay.heartbeat";
  private static final URI SOURCE = URI.create("/change-relay");

  /** For the relay itself, not for Kafka. */
  boolean isHeartbeat() {
    return topic.equals(HEARTBEAT);
  }

  /** Of a heartbeat: every transaction before this one had ended when it was written. */
  Optional<String> everythingBefore() {
    return isHeartbeat()
        ? Optional.of(EventCodec.JSON.readTree(payload).required("xmin").asString())
        : Optional.empty();
  }

  /** The row as Kafka gets it. */
  ProducerRecord<String, CloudEvent> toRecord() {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(Long.toString(id))
            .withSource(SOURCE)
            .withType(type)
            .withSubject(key)
            .withTime(createdAt.atOffset(ZoneOffset.UTC))
            .withDataContentType("application/json")
            .withData(payload.getBytes(UTF_8))
            .build();
    ProducerRecord<String, CloudEvent> record = new ProducerRecord<>(topic, key, event);
    EventCodec.JSON
        .readTree(headers)
        .propertyStream()
        .forEach(header ->
            record.headers().add(header.getKey(), header.getValue().asString().getBytes(UTF_8)));
    return record;
  }
}
