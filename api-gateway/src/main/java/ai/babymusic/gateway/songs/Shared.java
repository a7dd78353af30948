package ai.babymusic.gateway.songs;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Something of the database that is the same for everybody, as it was read a moment ago. How long a
 * moment is follows from what the reading costs: however many ask, it is a small part of the time.
 */
final class Shared<T> {

  /** It is not read again before so many times the time that it took. */
  private static final int REST = 20;

  private final Function<JdbcClient, T> read;
  private final Duration leastAge;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Seen<T> seen;

  /**
   * @param unread until it was read for the first time, should two ask at once
   * @param leastAge for so long it is good in any case
   */
  Shared(T unread, Function<JdbcClient, T> read, Duration leastAge) {
    this.read = read;
    this.leastAge = leastAge;
    this.seen = new Seen<>(unread, System.nanoTime());
  }

  /** Reads it with {@code jdbc} if it is too old; while one does, others take what there is. */
  T get(JdbcClient jdbc) {
    if (seen.until() - System.nanoTime() <= 0 && reading.tryLock()) {
      try {
        long start = System.nanoTime();
        T value = read.apply(jdbc);
        long end = System.nanoTime();
        seen = new Seen<>(value, end + Math.max((end - start) * REST, leastAge.toNanos()));
      } finally {
        reading.unlock();
      }
    }
    return seen.value();
  }

  private record Seen<T>(T value, long until) {}
}
