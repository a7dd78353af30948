package ai.babymusic.relay;

import ai.babymusic.relay.Slots.Slot;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Carries rows from the slot to Kafka, and keeps the lead meanwhile. */
@Component
class SlotStream {

  /** An engine that does not read its slot by then hangs; a new one may not. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final RelayProperties settings;
  private final Database database;
  private final Publisher publisher;
  private final Trimming trimming;
  private final Standing standing;
  private final Lag lag;
  private final LogKept logKept;

  SlotStream(
      RelayProperties settings,
      Database database,
      Publisher publisher,
      Trimming trimming,
      Standing standing,
      Lag lag,
      LogKept logKept) {
    this.settings = settings;
    this.database = database;
    this.publisher = publisher;
    this.trimming = trimming;
    this.standing = standing;
    this.lag = lag;
    this.logKept = logKept;
  }

  /** Ends by an exception alone. */
  void run(String name, Slots slots, Lead lead) throws Exception {
    CapturedRows rows = new CapturedRows(publisher, lead);
    try (Capture capture = new Capture(name, settings, database, rows)) {
      try {
        watch(name, capture, rows, slots, lead);
      } finally {
        lag.stands();
        lead.layDown(); // What is in the capture's hands now must not be sent any more.
      }
    }
  }

  private void watch(String name, Capture capture, CapturedRows rows, Slots slots, Lead lead)
      throws Exception {
    Instant lastRead = Instant.now();
    Instant nextHeartbeat = Instant.MIN;
    while (capture.goesOnFor(settings.tick())) {
      lead.renew();
      Slot slot = slots.noted().orElseThrow(() -> new IllegalStateException("the note is gone"));
      logKept.seen(slot);
      requireWhole(name, slot);
      Instant now = Instant.now();
      if (slot.active()) {
        lastRead = now;
        standing.is(new Standing.Streaming(name));
        trimming.whenDue(lead);
      } else if (lastRead.plus(LONGEST_START).isBefore(now)) {
        throw new IllegalStateException("nobody reads slot " + name);
      }
      if (slot.active() && !nextHeartbeat.isAfter(now)) {
        slots.writeHeartbeat();
        lag.heartbeatWritten(now);
        nextHeartbeat = now.plus(settings.heartbeat());
        // Of a predecessor that was making one and did not know that it had lost the lead.
        slots.dropAllBut(name);
      }
      Heartbeat returned = rows.takeReturned();
      if (returned != null) {
        slots.publishedBefore(name, returned);
        lag.cameBack(returned);
      }
    }
    throw new IllegalStateException("capture has ended");
  }

  private static void requireWhole(String name, Slot slot) {
    if (!slot.isUsable() || !slot.name().equals(name)) {
      throw new IllegalStateException("slot " + name + " is lost: " + slot.fault());
    }
  }
}
