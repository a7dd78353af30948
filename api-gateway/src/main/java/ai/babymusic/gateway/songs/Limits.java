package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.problems.RateLimit;
import java.time.Duration;

/**
 * How much a user may ask for.
 *
 * @param maxActive unfinished songs at a time
 * @param maxPerDay attempts asked for in any 24 hours; deleting a song gives none back
 */
record Limits(int maxActive, int maxPerDay) {
  /** A song is finished within minutes; when exactly, nobody knows. */
  private static final Duration ACTIVE_RETRY_AFTER = Duration.ofSeconds(15);

  private static final RateLimit ACTIVE = new RateLimit("active");
  private static final RateLimit DAY = new RateLimit("day");

  /** Whether one more attempt may begin, and what is then left. */
  Decision decide(Usage usage) {
    if (usage.active() >= maxActive) {
      return new Decision.Refused(
          ProblemCode.TOO_MANY_ACTIVE_SONGS,
          "At most " + maxActive + " songs can be in the making. Wait until one is ready.",
          ACTIVE_RETRY_AFTER,
          ACTIVE.exhausted(ACTIVE_RETRY_AFTER));
    }
    if (usage.today() >= maxPerDay) {
      return new Decision.Refused(
          ProblemCode.TOO_MANY_SONGS_TODAY,
          "At most " + maxPerDay + " songs can be asked for in 24 hours.",
          usage.dayFreesIn(),
          DAY.exhausted(usage.dayFreesIn()));
    }
    return new Decision.Granted(
        ACTIVE.remaining(maxActive - usage.active() - 1)
            + ", "
            + DAY.remaining(maxPerDay - usage.today() - 1));
  }

  /** The {@code RateLimit-Policy} header. */
  String policy() {
    return ACTIVE.concurrencyPolicy(maxActive) + ", " + DAY.policy(maxPerDay, Duration.ofDays(1));
  }

  /** With the {@code RateLimit} header that tells it. */
  sealed interface Decision {
    String rateLimit();

    record Granted(String rateLimit) implements Decision {}

    record Refused(ProblemCode code, String detail, Duration retryAfter, String rateLimit)
        implements Decision {}
  }
}
