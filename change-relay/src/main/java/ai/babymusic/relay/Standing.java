package ai.babymusic.relay;

import ai.babymusic.relay.Slots.Slot;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** What the relay is doing at present; told once when it changes. */
@Component
class Standing {

  private static final Logger log = LoggerFactory.getLogger(Standing.class);

  private final AtomicLong unconfirmedBytes;
  private volatile State state = new Interrupted("has not started");

  Standing(MeterRegistry metrics) {
    unconfirmedBytes = metrics.gauge("relay.wal.unconfirmed.bytes", new AtomicLong());
  }

  State state() {
    return state;
  }

  void standby() {
    become(new Standby());
  }

  void watched(Slot slot) {
    unconfirmedBytes.set(slot.unconfirmedBytes());
    if (slot.active()) {
      become(new Streaming(slot.slotName()));
    }
  }

  void interrupted(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    log.atDebug().setCause(fault).log("term ended");
    become(new Interrupted(root.getClass().getSimpleName() + ": " + root.getMessage()));
  }

  private void become(State next) {
    if (!state.equals(next)) {
      state = next;
      log.atLevel(next instanceof Interrupted ? Level.WARN : Level.INFO)
          .addKeyValue("state", next)
          .log("relay");
    }
  }

  /** Ready to relay, or why not. */
  sealed interface State {}

  /** Another process has the lead; this one takes over when it goes. */
  record Standby() implements State {}

  /** Rows go from this slot to Kafka. */
  record Streaming(String slot) implements State {}

  /** Trying again, for ever. */
  record Interrupted(String reason) implements State {}
}
