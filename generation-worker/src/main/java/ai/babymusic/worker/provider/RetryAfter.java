package ai.babymusic.worker.provider;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** {@code Retry-After} of RFC 9110: seconds, or a date. */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  /** At most ten minutes; null if nothing is said, or nothing that is still to come. */
  static @Nullable Duration of(HttpHeaders headers) {
    String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (text == null) {
      return null;
    }
    Duration pause =
        text.strip().matches("\\d{1,6}")
            ? Duration.ofSeconds(Long.parseLong(text.strip()))
            : untilDate(headers);
    if (!pause.isPositive()) {
      return null;
    }
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  /** From the answer's own date on: the sender's clock need not be ours. */
  private static Duration untilDate(HttpHeaders headers) {
    ZonedDateTime until = date(headers, HttpHeaders.RETRY_AFTER);
    ZonedDateTime sent = date(headers, HttpHeaders.DATE);
    if (until == null) {
      return Duration.ZERO;
    }
    return Duration.between(sent == null ? ZonedDateTime.now(ZoneOffset.UTC) : sent, until);
  }

  private static @Nullable ZonedDateTime date(HttpHeaders headers, String name) {
    try {
      return headers.getFirstZonedDateTime(name);
    } catch (IllegalArgumentException e) {
      // No date in any of HTTP's three forms: as if nothing had been said.
      return null;
    }
  }
}
