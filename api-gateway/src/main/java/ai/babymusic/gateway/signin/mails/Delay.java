package ai.babymusic.gateway.signin.mails;

import java.time.Duration;
import java.time.Instant;

/** How long a mail that could not be sent waits, and when it is no longer wanted. */
final class Delay {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration WANTED = Duration.ofHours(1);

  private Delay() {}

  /** After so many tries: 1 s, doubling to a minute. */
  static Duration after(int tries) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(tries - 1, 6));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  /** Whoever waited for so long has asked again, or given up. */
  static boolean isTooLate(Instant requestedAt, Instant now) {
    return requestedAt.plus(WANTED).isBefore(now);
  }
}
