package ai.babymusic.streaks;

import ai.babymusic.schemas.tracing.ContinuedTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * A batch has no trace, each of its records has: so each one's span takes as long as all of them.
 */
@Component
class ActivitySpans {

  private final ObservationRegistry observations;

  ActivitySpans(ObservationRegistry observations) {
    this.observations = observations;
  }

  /** Observes only those whose traces somebody records. */
  void around(Collection<? extends ConsumerRecord<?, ?>> records, Runnable adding) {
    List<Observation> spans =
        records.stream()
            .flatMap(record -> Traceparent.of(record.headers()).stream())
            .filter(Traceparent::isSampled)
            .map(trace ->
                ContinuedTrace.observation(
                    observations, "streaks.adding", "add-activity", Kind.CONSUMER, trace))
            .map(Observation::start)
            .toList();
    try {
      adding.run();
    } catch (RuntimeException fault) {
      spans.forEach(span -> span.error(fault));
      throw fault;
    } finally {
      spans.forEach(Observation::stop);
    }
  }
}
