package ai.babymusic.worker.tracing;

import ai.babymusic.schemas.tracing.ContinuedTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.Generations;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.tracing.Tracer;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Goes on with the trace that is stored beside an attempt. What calls us may know nothing of it: a
 * job that waited, a webhook, a task that was found by asking. Log lines name song and attempt.
 */
@Component
public class SongTrace {

  private final Generations generations;
  private final ObservationRegistry observations;
  private final Tracer tracer;

  SongTrace(Generations generations, ObservationRegistry observations, Tracer tracer) {
    this.generations = generations;
    this.observations = observations;
    this.tracer = tracer;
  }

  /** Does {@code step}, which is {@code work} for an attempt; untraced if there is no such one. */
  public <T> T during(UUID generationId, String work, Supplier<T> step) {
    return generations
        .find(generationId)
        .map(generation -> observed(generation, work, step))
        .orElseGet(step);
  }

  private <T> T observed(Generation generation, String work, Supplier<T> step) {
    try (var _ = MDC.putCloseable("song.id", generation.songId().toString());
        var _ = MDC.putCloseable("generation.id", generation.id().toString())) {
      return observation(generation, work)
          .lowCardinalityKeyValue("work", work)
          .highCardinalityKeyValue("song.id", generation.songId().toString())
          .highCardinalityKeyValue("generation.id", generation.id().toString())
          .observe(step);
    }
  }

  private Observation observation(Generation generation, String work) {
    return Traceparent.parse(generation.traceparent())
        .filter(stored -> Traceparent.current(tracer).filter(stored::isOfSameTrace).isEmpty())
        .map(stored ->
            ContinuedTrace.observation(observations, "song.work", work, Kind.CONSUMER, stored))
        .orElseGet(
            () -> Observation.createNotStarted("song.work", observations).contextualName(work));
  }
}
