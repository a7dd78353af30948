package ai.babymusic.relay;

import ai.babymusic.relay.Slots.Slot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much write-ahead log the slot keeps, and how much is left before PostgreSQL gives it up. The
 * standby watches too, since the log grows most while nobody leads. What is not known is not a
 * number.
 */
@Component
class LogKept {

  private volatile @Nullable Slot slot;

  LogKept(MeterRegistry metrics) {
    Gauge.builder("relay.wal.unconfirmed.bytes", this, kept -> kept.value(Slot::unconfirmedBytes))
        .description("Log between what Kafka is known to hold and the present")
        .register(metrics);
    Gauge.builder("relay.wal.safe.bytes", this, kept -> kept.value(Slot::safeBytes))
        .description("How much more may be written before PostgreSQL gives the slot up")
        .register(metrics);
    Gauge.builder("relay.wal.kept.ratio", this, kept -> kept.value(LogKept::share))
        .description("Part of max_slot_wal_keep_size that the slot uses; at 1 it is lost")
        .register(metrics);
    Gauge.builder("relay.outbox.rows", this, kept -> kept.value(Slot::outboxRows))
        .description("Rows in the outbox, as PostgreSQL estimates")
        .register(metrics);
  }

  void seen(@Nullable Slot noted) {
    slot = noted;
  }

  private double value(Function<Slot, @Nullable Number> part) {
    Slot seen = slot;
    Number number = seen == null ? null : part.apply(seen);
    return number == null ? Double.NaN : number.doubleValue();
  }

  private static @Nullable Double share(Slot slot) {
    Long limit = slot.limitBytes();
    Long safe = slot.safeBytes();
    if (!slot.isUsable()) {
      return 1.0;
    }
    // The server counts whole files, so that a moment after its start more is safe than allowed.
    return limit == null || limit == 0 || safe == null
        ? null
        : (Double) Math.clamp(1.0 - (double) safe / limit, 0.0, 1.0);
  }
}
