package ai.babymusic.relay;

import ai.babymusic.relay.SlotMaker.Made;
import ai.babymusic.relay.Slots.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a new leader does before it streams: clears up, and sees to it that there is a slot. */
@Component
class Preparation {

  private static final Logger log = LoggerFactory.getLogger(Preparation.class);

  private static final String NONE = "";

  private static final String FIRST = "first";

  /** Why a slot may have to be made; from {@code wal_removed} on in PostgreSQL's words. */
  private static final List<String> REASONS =
      List.of(
          FIRST,
          "missing",
          "foreign",
          "lost",
          "wal_removed",
          "rows_removed",
          "wal_level_insufficient",
          "idle_timeout");

  private final RelayProperties settings;
  private final SlotMaker slotMaker;
  private final Standing standing;
  private final Lag lag;
  private final MeterRegistry metrics;

  Preparation(
      RelayProperties settings,
      SlotMaker slotMaker,
      Standing standing,
      Lag lag,
      MeterRegistry metrics) {
    this.settings = settings;
    this.slotMaker = slotMaker;
    this.standing = standing;
    this.lag = lag;
    this.metrics = metrics;
    // At zero from the start: a rule sees no increase in a series that begins with its first event.
    REASONS.forEach(this::made);
  }

  /**
   * The name of the slot to stream from. If it dies on the way, the next one does all of it again.
   */
  String slot(Slots slots, Lead lead) throws Exception {
    standing.is(new Standing.Preparing("takes the lead"));
    Optional<Slot> noted = notedAndUnread(slots, lead);
    Place here = Place.of(lead.jdbc());
    String unpublishedFrom = slots.unpublishedFrom(here);
    if (slots.areNotedElsewhere(here)) {
      standing.is(new Standing.Preparing("begins a new epoch"));
      long users =
          Aside.await(() -> slotMaker.beginNewEpoch(unpublishedFrom), settings.tick(), lead::renew);
      log.atWarn()
          .addKeyValue("users", users)
          .addKeyValue("from_xid", unpublishedFrom)
          .log("the database was restored or another took over: new epoch");
    }
    Slot usable = noted.filter(Slot::isUsable).orElse(null);
    slots.dropAllBut(usable == null ? NONE : usable.name());
    if (usable != null) {
      slots.settle(here);
      return usable.name();
    }
    String why = noted.map(Slot::fault).orElse(FIRST);
    standing.is(new Standing.Preparing("makes a slot and publishes what no slot has: " + why));
    Made made =
        Aside.await(() -> slotMaker.make(unpublishedFrom, lead), settings.tick(), lead::renew);
    slots.note(made, here);
    made(why).increment();
    return made.slot();
  }

  private Counter made(String reason) {
    return metrics.counter("relay.slots.made", "reason", reason);
  }

  /** A predecessor that was paused may still seem to read; the server ends that in seconds. */
  private Optional<Slot> notedAndUnread(Slots slots, Lead lead) throws InterruptedException {
    while (true) {
      lead.renew();
      Optional<Slot> noted = slots.noted();
      noted.map(Slot::publishedUntil).map(OffsetDateTime::toInstant).ifPresent(lag::standsSince);
      if (noted.filter(Slot::active).isEmpty()) {
        return noted;
      }
      standing.is(new Standing.Preparing("waits until nobody else reads the slot"));
      Thread.sleep(settings.tick());
    }
  }
}
