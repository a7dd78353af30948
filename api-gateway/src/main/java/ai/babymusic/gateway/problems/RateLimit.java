package ai.babymusic.gateway.problems;

import java.time.Duration;

/**
 * One limit as the headers {@code RateLimit} and {@code RateLimit-Policy} tell it
 * (draft-ietf-httpapi-ratelimit-headers).
 */
public record RateLimit(String name) {

  public static final String HEADER = "RateLimit";
  public static final String POLICY_HEADER = "RateLimit-Policy";

  /** What {@code Retry-After} and {@code t} say of a wait: whole seconds, at least one. */
  public static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** How many more fit now. */
  public String remaining(long count) {
    return "\"%s\";r=%d".formatted(name, count);
  }

  /** None fits before {@code wait} is over. */
  public String exhausted(Duration wait) {
    return "\"%s\";r=0;t=%d".formatted(name, seconds(wait));
  }

  /** At most so many within any {@code window}. */
  public String policy(long quota, Duration window) {
    return "\"%s\";q=%d;w=%d".formatted(name, quota, window.toSeconds());
  }

  /** At most so many at a time. */
  public String concurrencyPolicy(long quota) {
    return "\"%s\";q=%d;qu=\"concurrent-requests\"".formatted(name, quota);
  }
}
