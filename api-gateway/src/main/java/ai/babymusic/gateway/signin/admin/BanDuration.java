package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.signin.protocol.AuthError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a ban lasts, as the contract writes it: {@code 24h}, {@code 1h30m}; none: zero. */
record BanDuration(Duration length) {

  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("\\+?(?:" + PART.pattern() + ")+");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final int MAX_TEXT = 40;

  /**
   * Reads it.
   *
   * @throws AuthError if it is no duration, or longer than 292 years, where the contract's type
   *     ends
   */
  static BanDuration parse(String text) {
    if (text.equals("none") || text.equals("0")) {
      return new BanDuration(Duration.ZERO);
    }
    if (text.length() > MAX_TEXT || !WHOLE.matcher(text).matches()) {
      throw invalid();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long unit = Objects.requireNonNull(NANOS.get(part.group(2)));
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid();
    }
    return new BanDuration(Duration.ofNanos(nanos.longValue()));
  }

  /** Null if nobody is banned by it. */
  @Nullable Instant from(Instant now) {
    return length.isZero() ? null : now.plus(length);
  }

  private static AuthError invalid() {
    return AuthError.validationFailed("invalid format for ban duration");
  }
}
