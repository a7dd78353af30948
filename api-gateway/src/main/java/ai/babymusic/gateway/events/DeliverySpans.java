package ai.babymusic.gateway.events;

import ai.babymusic.schemas.tracing.ContinuedTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import org.apache.kafka.common.header.Headers;
import org.springframework.stereotype.Component;

/** The end of a song's trace: a change is handed to the streams of its user. */
@Component
class DeliverySpans {

  private final ObservationRegistry observations;

  DeliverySpans(ObservationRegistry observations) {
    this.observations = observations;
  }

  /** Nothing is observed of a change whose trace nobody records: there are thousands a second. */
  Observation of(Headers change) {
    return Traceparent.of(change)
        .filter(Traceparent::isSampled)
        .map(trace ->
            ContinuedTrace.observation(
                observations, "events.handover", "deliver", Kind.CONSUMER, trace))
        .orElse(Observation.NOOP);
  }
}
