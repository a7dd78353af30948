package ai.babymusic.worker.kafka;

import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventType;
import ai.babymusic.schemas.tracing.ContinuedTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Makes events of records. Records are taken as bytes, so that one that cannot be read goes to the
 * dead letters as it came.
 */
@Component
public class Inbox {

  private final MeterRegistry meters;
  private final ObservationRegistry observations;

  Inbox(MeterRegistry meters, ObservationRegistry observations) {
    this.meters = meters;
    this.observations = observations;
  }

  /** An event and what it is about. */
  public record Message<E extends Event>(String subject, E event) {}

  /**
   * Lets {@code reader} have the record's event, in the trace that came with it. One that is not of
   * {@code type} is skipped and counted.
   *
   * @throws EventCodec.UnreadableEvent if it can never be read
   */
  public <E extends Event> void take(
      ConsumerRecord<String, byte[]> record, Class<E> type, Consumer<Message<E>> reader) {
    read(record, type)
        .ifPresent(message -> observation(record).observe(() -> reader.accept(message)));
  }

  private Observation observation(ConsumerRecord<String, byte[]> record) {
    String span = "receive " + record.topic();
    return Traceparent.of(record.headers())
        .map(trace ->
            ContinuedTrace.observation(observations, "kafka.records", span, Kind.CONSUMER, trace))
        .orElseGet(
            () -> Observation.createNotStarted("kafka.records", observations).contextualName(span))
        .lowCardinalityKeyValue("topic", record.topic());
  }

  /** Of what is skipped only the envelope is read: most of what some topics carry. */
  private <E extends Event> Optional<Message<E>> read(
      ConsumerRecord<String, byte[]> record, Class<E> type) {
    CloudEvent envelope = EventCodec.envelope(record);
    Optional<EventType> told = EventType.of(envelope.getType());
    if (told.filter(one -> type.isAssignableFrom(one.record())).isEmpty()) {
      skipped(record.topic(), told);
      return Optional.empty();
    }
    String subject = envelope.getSubject() == null ? record.key() : envelope.getSubject();
    return EventCodec.read(envelope)
        .map(event -> new Message<>(subject == null ? "" : subject, type.cast(event)));
  }

  /** Types that we do not know come from outside: they must not become names of meters. */
  private void skipped(String topic, Optional<EventType> told) {
    meters
        .counter(
            "kafka.records.skipped",
            "topic",
            topic,
            "type",
            told.map(EventType::wireName).orElse("unknown"))
        .increment();
  }
}
