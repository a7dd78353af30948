package ai.babymusic.worker.kafka;

import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Makes events of records. Records are taken as bytes, so that one that cannot be read goes to the
 * dead letters as it came.
 */
@Component
public class Inbox {

  private final MeterRegistry meters;

  Inbox(MeterRegistry meters) {
    this.meters = meters;
  }

  /** An event and what it is about. */
  public record Message<E extends Event>(String subject, E event) {}

  /**
   * The record's event; empty if it is none of {@code type}, which is skipped and counted.
   *
   * @throws EventCodec.UnreadableEvent if it can never be read
   */
  public <E extends Event> Optional<Message<E>> read(
      ConsumerRecord<String, byte[]> record, Class<E> type) {
    CloudEvent envelope = EventCodec.envelope(record);
    Optional<Event> event = EventCodec.read(envelope);
    if (event.isEmpty() || !type.isInstance(event.get())) {
      meters
          .counter("kafka.records.skipped", "topic", record.topic(), "type", known(envelope, event))
          .increment();
      return Optional.empty();
    }
    String subject = envelope.getSubject() == null ? record.key() : envelope.getSubject();
    return Optional.of(new Message<>(subject == null ? "" : subject, type.cast(event.get())));
  }

  /** Types that we do not know come from outside: they must not become names of meters. */
  private static String known(CloudEvent envelope, Optional<Event> event) {
    return event.isPresent() ? envelope.getType() : "unknown";
  }
}
