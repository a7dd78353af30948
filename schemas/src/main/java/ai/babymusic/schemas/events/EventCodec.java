package ai.babymusic.schemas.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events to and from CloudEvents 1.0 with snake_case JSON data. In Kafka they stand in binary mode:
 * attributes as {@code ce_*} headers, data as the value (use the CloudEvents serializer).
 */
public final class EventCodec {

  /**
   * How every event's data is written: snake_case, instants in ISO-8601, unknown fields ignored, a
   * field that is not {@code @Nullable} required.
   */
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new RequiredUnlessNullable())
          .build();

  private EventCodec() {}

  /**
   * The event as a CloudEvent.
   *
   * @param id unique within the source: who reads it twice knows it by this
   * @param source who says so, as a URI reference such as {@code /webhook-ingest}
   * @param subject what it is about; by convention the record's key
   */
  public static CloudEvent write(Event event, String id, URI source, String subject, Instant time) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(source)
        .withType(EventType.of(event).wireName())
        .withSubject(subject)
        .withTime(time.atOffset(ZoneOffset.UTC))
        .withDataContentType("application/json")
        .withData(JSON.writeValueAsBytes(event))
        .build();
  }

  /**
   * The event in {@code cloudEvent}; empty if its type is not known here, which readers skip and
   * count.
   *
   * @throws UnreadableEvent if its type is known and its data cannot be read as that
   */
  public static Optional<Event> read(CloudEvent cloudEvent) {
    return EventType.of(cloudEvent.getType()).map(type -> read(type, cloudEvent.getData()));
  }

  /**
   * The record as a CloudEvent.
   *
   * @throws UnreadableEvent if it is none
   */
  public static CloudEvent envelope(ConsumerRecord<?, byte[]> record) {
    try {
      return KafkaMessageFactory.createReader(record).toEvent();
    } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
      throw new UnreadableEvent("not a CloudEvent: " + e.getMessage(), e);
    }
  }

  private static Event read(EventType type, @Nullable CloudEventData data) {
    if (data == null) {
      throw new UnreadableEvent(type.wireName() + " has no data", null);
    }
    try {
      Event event = JSON.readValue(data.toBytes(), type.record());
      if (event == null) {
        throw new UnreadableEvent(type.wireName() + " is null", null);
      }
      return event;
    } catch (JacksonException e) {
      throw new UnreadableEvent(type.wireName() + " is not what its schema says", e);
    }
  }

  /** The record can never be processed: it belongs into the dead-letter topic. */
  public static final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEvent(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
