package ai.babymusic.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** What the relay is doing at present; told once when it changes. */
@Component
class Standing {

  private static final Logger log = LoggerFactory.getLogger(Standing.class);

  private final Counter interruptions;
  private final Map<Class<?>, State> told = new HashMap<>();
  private volatile State state = new Interrupted("has not started");

  Standing(MeterRegistry metrics) {
    Gauge.builder("relay.leader", this, standing -> standing.leads() ? 1 : 0)
        .description("1 while this process has the lead")
        .register(metrics);
    Gauge.builder("relay.streaming", this, standing -> standing.state instanceof Streaming ? 1 : 0)
        .description("1 while rows go from the slot to Kafka")
        .register(metrics);
    interruptions =
        Counter.builder("relay.interruptions")
            .description("Terms that ended by a fault")
            .register(metrics);
  }

  State state() {
    return state;
  }

  void is(State next) {
    if (state.equals(next)) {
      return;
    }
    state = next;
    if (next instanceof Streaming || next instanceof Standby) {
      told.clear();
    }
    // One that fails at every start would say the same twice a second.
    if (!next.equals(told.put(next.getClass(), next))) {
      log.atLevel(next instanceof Interrupted ? Level.WARN : Level.INFO)
          .addKeyValue("state", next)
          .log("relay");
    }
  }

  void interrupted(Throwable fault) {
    interruptions.increment();
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    log.atDebug().setCause(fault).log("term ended");
    is(new Interrupted(root.getClass().getSimpleName() + ": " + root.getMessage()));
  }

  private boolean leads() {
    return switch (state) {
      case Preparing _, Streaming _ -> true;
      case Standby _, Interrupted _ -> false;
    };
  }

  /** Ready to relay, or why not. */
  sealed interface State {}

  /** Another process has the lead; this one takes over when it goes. */
  record Standby() implements State {}

  /** Has the lead, and does what must come before streaming. */
  record Preparing(String what) implements State {}

  /** Rows go from this slot to Kafka. */
  record Streaming(String slot) implements State {}

  /** Trying again, for ever. */
  record Interrupted(String reason) implements State {}
}
