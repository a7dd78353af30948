package ai.babymusic.gateway.tracing;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A W3C {@code traceparent}, version 00. The trace id in it is also the log's correlation id. */
public record Traceparent(String value) {

  static final String KEY = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public Traceparent {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a traceparent");
    }
  }

  /** Of the request that the current thread serves. */
  public static Optional<Traceparent> current() {
    return Optional.ofNullable(MDC.get(KEY)).map(Traceparent::new);
  }

  /** The caller's, when it sent a good one, else a new one. */
  static Traceparent of(@Nullable String sent) {
    if (sent != null && FORM.matcher(sent).matches()) {
      return new Traceparent(sent);
    }
    return new Traceparent("00-" + hex(16) + "-" + hex(8) + "-01");
  }

  /** Names this trace in answers and logs. */
  public String traceId() {
    return value.substring(3, 35);
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    random[0] |= 1; // all zeroes would mean "no trace"
    return HexFormat.of().formatHex(random);
  }
}
