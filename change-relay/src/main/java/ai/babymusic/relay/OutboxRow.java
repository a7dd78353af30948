package ai.babymusic.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
  private static final URI SOURCE = URI.create("/change-relay");

  /** For the relay itself, not for Kafka. */
  boolean isHeartbeat() {
    return topic.equals(HEARTBEAT);
  }

  /** Of the relay's own row: what it tells; empty for any other, and for one made up by hand. */
  Optional<Heartbeat> heartbeat() {
    return isHeartbeat()
        ? EventCodec.JSON
            .readTree(payload)
            .optional("xmin")
            .filter(xmin -> xmin.isString() && NUMBER.matcher(xmin.stringValue()).matches())
            .map(xmin -> new Heartbeat(xmin.stringValue(), createdAt))
        : Optional.empty();
  }

  /** The row as Kafka gets it. */
  ProducerRecord<String, CloudEvent> toRecord() {
    ProducerRecord<String, CloudEvent> record =
        new ProducerRecord<>(topic, key, event(payload.getBytes(UTF_8)));
    EventCodec.JSON
        .readTree(headers)
        .propertyStream()
        .forEach(header -> add(record, header.getKey(), header.getValue().asString()));
    return record;
  }

  /** What operators get instead of a row that cannot become a record: all but its payload. */
  ProducerRecord<String, CloudEvent> toDeadLetter(String reason) {
    ProducerRecord<String, CloudEvent> record =
        new ProducerRecord<>(
            Topic.deadLetterAddress(topic),
            key,
            event(
                EventCodec.JSON.writeValueAsBytes(
                    EventCodec.JSON.createObjectNode().put("refused_announcement", id))));
    add(record, DeadLetterHeaders.ORIGINAL_TOPIC, topic);
    add(record, DeadLetterHeaders.EXCEPTION_MESSAGE, reason);
    add(record, DeadLetterHeaders.REFUSED_ANNOUNCEMENT, Long.toString(id));
    return record;
  }

  private CloudEvent event(byte[] data) {
    return CloudEventBuilder.v1()
        .withId(Long.toString(id))
        .withSource(SOURCE)
        .withType(type)
        .withSubject(key)
        .withTime(createdAt.atOffset(ZoneOffset.UTC))
        .withDataContentType("application/json")
        .withData(data)
        .build();
  }

  private static void add(ProducerRecord<?, ?> record, String header, String value) {
    record.headers().add(header, value.getBytes(UTF_8));
  }
}
