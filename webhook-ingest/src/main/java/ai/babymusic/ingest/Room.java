package ai.babymusic.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The bytes of all bodies that are being read, understood and published. A body takes several times
 * its size of memory meanwhile, so that a flood of large ones, each with a true secret, would end
 * the process if nobody counted.
 */
@Component
class Room {

  /** Less than a provider waits for an answer, and long enough for those before to be published. */
  private static final long LONGEST_WAIT_SECONDS = 1;

  private final Semaphore free;
  private final int bytes;

  Room(IngestProperties properties, MeterRegistry metrics) {
    bytes = Math.toIntExact(properties.bodiesInWork().toBytes());
    // In turn: a large body must not wait until no small one comes.
    free = new Semaphore(bytes, true);
    Gauge.builder("webhooks.bytes.in.work", this, room -> room.bytes - room.free.availablePermits())
        .description("Bytes of callbacks that are being read, understood and published")
        .register(metrics);
  }

  /**
   * What {@code work} returns, done while there is room for so many bytes; else {@code refusal}.
   */
  <T> T during(int size, Supplier<T> work, Supplier<T> refusal) {
    if (!taken(size)) {
      return refusal.get();
    }
    try {
      return work.get();
    } finally {
      free.release(size);
    }
  }

  private boolean taken(int size) {
    try {
      return free.tryAcquire(size, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
