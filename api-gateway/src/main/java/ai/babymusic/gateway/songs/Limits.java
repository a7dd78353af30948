package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.problems.ProblemCode;
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

  /** Whether one more attempt may begin, and what is then left. */
  Decision decide(Usage usage) {
    if (usage.active() >= maxActive) {
      return new Decision.Refused(
          ProblemCode.TOO_MANY_ACTIVE_SONGS,
          "At most " + maxActive + " songs can be in the making. Wait until one is ready.",
          ACTIVE_RETRY_AFTER,
          "\"active\";r=0;t=" + ACTIVE_RETRY_AFTER.toSeconds());
    }
    if (usage.today() >= maxPerDay) {
      long seconds = Math.max(1, usage.dayFreesIn().toSeconds());
      return new Decision.Refused(
          ProblemCode.TOO_MANY_SONGS_TODAY,
          "At most " + maxPerDay + " songs can be asked for in 24 hours.",
          Duration.ofSeconds(seconds),
          "\"day\";r=0;t=" + seconds);
    }
    return new Decision.Granted(
        "\"active\";r=%d, \"day\";r=%d"
            .formatted(maxActive - usage.active() - 1, maxPerDay - usage.today() - 1));
  }

  /** The {@code RateLimit-Policy} header (draft-ietf-httpapi-ratelimit-headers). */
  String policy() {
    return "\"active\";q=%d;qu=\"concurrent-requests\", \"day\";q=%d;w=86400"
        .formatted(maxActive, maxPerDay);
  }

  /** With the {@code RateLimit} header that tells it. */
  sealed interface Decision {
    String rateLimit();

    record Granted(String rateLimit) implements Decision {}

    record Refused(ProblemCode code, String detail, Duration retryAfter, String rateLimit)
        implements Decision {}
  }
}
