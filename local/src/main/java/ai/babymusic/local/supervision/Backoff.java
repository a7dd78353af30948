package ai.babymusic.local.supervision;

import java.time.Duration;

/** The pause before a process that has ended is started again. */
record Backoff(Duration pause) {

  static final Backoff FIRST = new Backoff(Duration.ofMillis(500));
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration STABLE = Duration.ofSeconds(30);

  /** What follows after a run that lasted {@code run}: a long one was healthy. */
  Backoff after(Duration run) {
    if (run.compareTo(STABLE) >= 0) {
      return FIRST;
    }
    Duration doubled = pause.multipliedBy(2);
    return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
