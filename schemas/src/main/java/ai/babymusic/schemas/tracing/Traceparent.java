package ai.babymusic.schemas.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A W3C {@code traceparent}, version 00: as a header of HTTP and of records in Kafka, in the outbox
 * and beside each attempt at a song. The trace id in it is also the log's correlation id.
 */
public record Traceparent(String value) {

  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public Traceparent {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a traceparent");
    }
  }

  /** What somebody sent, if it is one. */
  public static Optional<Traceparent> parse(@Nullable String sent) {
    return sent != null && FORM.matcher(sent).matches()
        ? Optional.of(new Traceparent(sent))
        : Optional.empty();
  }

  /** What a record carries. */
  public static Optional<Traceparent> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : parse(new String(header.value(), UTF_8));
  }

  /** Of the span that this thread is in. */
  public static Optional<Traceparent> current(Tracer tracer) {
    Span span = tracer.currentSpan();
    return span == null
        ? Optional.empty()
        : parse(
            "00-%s-%s-%s"
                .formatted(
                    span.context().traceId(),
                    span.context().spanId(),
                    Boolean.TRUE.equals(span.context().sampled()) ? "01" : "00"));
  }

  /** Of a trace that nobody records. */
  public static Traceparent random() {
    return new Traceparent("00-" + hex(16) + "-" + hex(8) + "-00");
  }

  /** Names this trace in answers and logs. */
  public String traceId() {
    return value.substring(3, 35);
  }

  /** Whether its spans are recorded: decided once, where the trace began. */
  public boolean isSampled() {
    return (HexFormat.fromHexDigits(value, 53, 55) & 1) == 1;
  }

  public boolean isOfSameTrace(Traceparent other) {
    return traceId().equals(other.traceId());
  }

  /** Makes the record carry it, instead of what it carried before. */
  public void putOn(Headers headers) {
    headers.remove(HEADER).add(HEADER, value.getBytes(UTF_8));
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    random[0] |= 1; // all zeroes would mean "no trace"
    return HexFormat.of().formatHex(random);
  }
}
