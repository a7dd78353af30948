package ai.babymusic.gateway.signin.limits;

import ai.babymusic.gateway.problems.RateLimit;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * A bucket of tokens: so many at once, and then as they come back.
 *
 * @param name the limit's own, also in its headers
 * @param burst how many there are at most
 * @param refill in what time an empty bucket is full again
 */
record Allowance(String name, int burst, Duration refill) {

  BucketConfiguration bucket() {
    return BucketConfiguration.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, refill))
        .build();
  }

  /** The {@code RateLimit-Policy} header. */
  String policy() {
    return new RateLimit(name).policy(burst, refill);
  }

  /** The {@code RateLimit} header of an empty bucket. */
  String exhausted(Duration wait) {
    return new RateLimit(name).exhausted(wait);
  }
}
