package ai.babymusic.gateway.signin.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.signin.protocol.AuthError;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanDurationTest {

  @ParameterizedTest
  @CsvSource({
    "24h,PT24H",
    "1h30m,PT1H30M",
    "1.5h,PT1H30M",
    "300ms,PT0.3S",
    "+2m,PT2M",
    ".5s,PT0.5S"
  })
  void aDurationIsWrittenInPartsWithUnits(String text, Duration length) {
    assertThat(BanDuration.parse(text).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "h", "-1h", "1 h", "1d", "1h!", "99999999999h", "for ever"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> BanDuration.parse(text)).isInstanceOf(AuthError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "0", "0s"})
  void noDurationBansNobody(String text) {
    assertThat(BanDuration.parse(text).from(Instant.EPOCH)).isNull();
  }

  @Test
  void aBanBeginsNow() {
    assertThat(BanDuration.parse("1h").from(Instant.EPOCH)).isEqualTo("1970-01-01T01:00:00Z");
  }
}
