package ai.babymusic.systemtests.faults;

import java.time.Duration;
import java.util.Locale;

/**
 * Says what is done and when, counted from the start, so that a run can be followed and compared.
 */
final class Diary {

  private final long start = System.nanoTime();

  void note(String what) {
    System.out.printf(Locale.ROOT, "[%8.3f s] %s%n", seconds(age()), what);
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
