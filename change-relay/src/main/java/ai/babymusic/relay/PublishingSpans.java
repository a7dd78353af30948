package ai.babymusic.relay;

import ai.babymusic.schemas.tracing.ContinuedTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.tracing.Tracer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;

/** The relay's part of a trace: from its sending of a row until Kafka holds it. */
@Component
class PublishingSpans {

  private final ObservationRegistry observations;
  private final Tracer tracer;

  PublishingSpans(ObservationRegistry observations, Tracer tracer) {
    this.observations = observations;
    this.tracer = tracer;
  }

  /** Nothing is observed of a row whose trace nobody records: there are thousands a second. */
  <R extends ProducerRecord<?, ?>, T> CompletableFuture<T> around(
      R record, Function<R, CompletableFuture<T>> sending) {
    return Traceparent.of(record.headers())
        .filter(Traceparent::isSampled)
        .map(trace -> observed(trace, record, sending))
        .orElseGet(() -> sending.apply(record));
  }

  private <R extends ProducerRecord<?, ?>, T> CompletableFuture<T> observed(
      Traceparent trace, R record, Function<R, CompletableFuture<T>> sending) {
    Observation observation =
        ContinuedTrace.observation(
                observations, "relay.publishing", "publish " + record.topic(), Kind.PRODUCER, trace)
            .start();
    try (var _ = observation.openScope()) {
      Traceparent.current(tracer).ifPresent(span -> span.putOn(record.headers()));
      return sending
          .apply(record)
          .whenComplete((_, fault) -> {
            if (fault != null) {
              observation.error(fault);
            }
            observation.stop();
          });
    } catch (RuntimeException refused) {
      observation.error(refused);
      observation.stop();
      throw refused;
    }
  }
}
