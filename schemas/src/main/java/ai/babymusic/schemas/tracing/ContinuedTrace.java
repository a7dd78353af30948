package ai.babymusic.schemas.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/** Work that belongs to a trace which somebody else began, and left in a record or a row. */
public final class ContinuedTrace extends ReceiverContext<Traceparent> {

  private static final Propagator.Getter<Traceparent> ONLY_HEADER =
      new Propagator.Getter<>() {
        @Override
        public @Nullable String get(Traceparent carrier, String name) {
          return name.equals(Traceparent.HEADER) ? carrier.value() : null;
        }
      };

  private ContinuedTrace(Traceparent parent, Kind kind) {
    super(ONLY_HEADER, kind);
    setCarrier(parent);
  }

  /**
   * An observation that is still to be started: a timer, and a span below {@code parent}.
   *
   * @param name of the timer, in Micrometer's form
   * @param span what the span is called
   */
  public static Observation observation(
      ObservationRegistry observations, String name, String span, Kind kind, Traceparent parent) {
    return Observation.createNotStarted(name, () -> new ContinuedTrace(parent, kind), observations)
        .contextualName(span);
  }
}
