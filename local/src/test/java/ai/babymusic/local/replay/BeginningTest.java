package ai.babymusic.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.schemas.topics.KafkaAccess;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeginningTest {

  @Test
  void itIsAWordAnOffsetOrATime() {
    assertThat(Beginning.parse("oldest")).isEqualTo(new Beginning.Oldest());
    assertThat(Beginning.parse("12")).isEqualTo(new Beginning.Offset(12));
    assertThat(Beginning.parse("2026-11-02T12:00:00Z"))
        .isEqualTo(new Beginning.Since(Instant.parse("2026-11-02T12:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "-1", "2026-11-02", ""})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Beginning.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kafkaIsReachedAsTheServicesReachIt() {
    assertThat(
            KafkaAccess.of(
                    Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                        "SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN"),
                    "127.0.0.1:9092")
                .properties())
        .containsEntry("bootstrap.servers", "kafka:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN");
  }
}
