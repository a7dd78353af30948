package ai.babymusic.relay;

import ai.babymusic.relay.Slots.Slot;
import java.sql.Connection;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * From waiting for the lead to the first fault. The lead is an advisory lock of the term's own
 * connection, so it ends with it, whatever becomes of this process.
 */
@Component
class Term {

  private final RelayProperties settings;
  private final Database database;
  private final SlotMaker slotMaker;
  private final Publisher publisher;
  private final Standing standing;

  Term(
      RelayProperties settings,
      Database database,
      SlotMaker slotMaker,
      Publisher publisher,
      Standing standing) {
    this.settings = settings;
    this.database = database;
    this.slotMaker = slotMaker;
    this.publisher = publisher;
    this.standing = standing;
  }

  /** Ends by an exception alone: a fault, or an interruption when the relay is to stop. */
  void serve() throws Exception {
    try (Connection connection = database.forControl()) {
      Slots slots = new Slots(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
      while (!slots.lead()) {
        standing.standby();
        Thread.sleep(settings.tick());
      }
      slots.dropOthers();
      Slot usable = slots.usable().orElse(null);
      stream(usable == null ? slotMaker.make(slots) : usable.slotName(), slots);
    }
  }

  private void stream(String name, Slots slots) throws Exception {
    CapturedRows rows = new CapturedRows(publisher);
    try (Capture capture = new Capture(name, settings, database, rows)) {
      Instant nextHeartbeat = Instant.MIN;
      while (capture.goesOnFor(settings.tick().toMillis())) {
        Slot slot =
            slots
                .usable()
                .orElseThrow(() -> new IllegalStateException("slot " + name + " is lost"));
        standing.watched(slot);
        if (slot.active() && Instant.now().isAfter(nextHeartbeat)) {
          slots.writeHeartbeat();
          nextHeartbeat = Instant.now().plus(settings.heartbeat());
        }
        rows.takePublishedBefore().ifPresent(xid -> slots.publishedBefore(name, xid));
      }
      throw new IllegalStateException("capture has ended");
    }
  }
}
