package ai.babymusic.relay;

import org.springframework.stereotype.Component;

/** From waiting for the lead to the first fault. */
@Component
class Term {

  private final RelayProperties settings;
  private final Database database;
  private final Preparation preparation;
  private final SlotStream stream;
  private final Standing standing;
  private final Lag lag;
  private final LogKept logKept;

  Term(
      RelayProperties settings,
      Database database,
      Preparation preparation,
      SlotStream stream,
      Standing standing,
      Lag lag,
      LogKept logKept) {
    this.settings = settings;
    this.database = database;
    this.preparation = preparation;
    this.stream = stream;
    this.standing = standing;
    this.lag = lag;
    this.logKept = logKept;
  }

  /** Ends by an exception alone: a fault, or an interruption when the relay is to stop. */
  void serve() throws Exception {
    try (Lead lead = new Lead(database)) {
      Slots slots = new Slots(lead.jdbc());
      while (!lead.take()) {
        standing.is(new Standing.Standby());
        lag.nothingKnown();
        // The log grows most while nobody leads as it should.
        logKept.seen(slots.noted().orElse(null));
        Thread.sleep(settings.tick());
      }
      stream.run(preparation.slot(slots, lead), slots, lead);
    }
  }
}
