package ai.babymusic.schemas.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.tracing.Tracer;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceparentTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Traceparent SAMPLED =
      new Traceparent("00-" + TRACE + "-b7ad6b7169203331-01");

  @Test
  void theLastBitSaysWhetherSomebodyRecords() {
    assertThat(SAMPLED.isSampled()).isTrue();
    assertThat(new Traceparent("00-" + TRACE + "-b7ad6b7169203331-03").isSampled()).isTrue();
    assertThat(new Traceparent("00-" + TRACE + "-b7ad6b7169203331-02").isSampled()).isFalse();
    assertThat(Traceparent.random().isSampled()).isFalse();
  }

  @Test
  void whatIsNoneIsLeftAlone() {
    Stream.of(
            "",
            TRACE,
            "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "01-" + TRACE + "-b7ad6b7169203331-01",
            SAMPLED.value() + "-more")
        .forEach(sent -> {
          assertThat(Traceparent.parse(sent)).as(sent).isEmpty();
          assertThatIllegalArgumentException().isThrownBy(() -> new Traceparent(sent));
        });
    assertThat(Traceparent.parse(null)).isEmpty();
  }

  @Test
  void aRecordCarriesOneOfThem() {
    Headers headers = new RecordHeaders();
    assertThat(Traceparent.of(headers)).isEmpty();
    SAMPLED.putOn(headers);
    Traceparent later = new Traceparent("00-" + TRACE + "-00f067aa0ba902b7-01");
    later.putOn(headers);
    assertThat(Traceparent.of(headers)).contains(later);
    assertThat(headers.headers(Traceparent.HEADER)).hasSize(1);
    assertThat(later.isOfSameTrace(SAMPLED)).isTrue();
    assertThat(later.isOfSameTrace(Traceparent.random())).isFalse();
  }

  @Test
  void whoIsInNoSpanHasNone() {
    assertThat(Traceparent.current(Tracer.NOOP)).isEmpty();
  }
}
