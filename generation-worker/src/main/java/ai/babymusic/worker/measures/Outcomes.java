package ai.babymusic.worker.measures;

import ai.babymusic.worker.provider.FailureKind;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * How songs end, at zero from the start: a rule sees no increase in a series that begins with its
 * first event.
 */
@Component
class Outcomes {

  Outcomes(MeterRegistry meters) {
    meters.counter("songs", "outcome", "ready", "reason", "none");
    for (FailureKind kind : FailureKind.values()) {
      meters.counter("songs", "outcome", "failed", "reason", kind.code());
    }
  }
}
