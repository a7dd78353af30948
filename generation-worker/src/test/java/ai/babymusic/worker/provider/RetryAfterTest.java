package ai.babymusic.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTest {

  private final HttpHeaders headers = new HttpHeaders();

  @Test
  void secondsAreTakenUpToTenMinutes() {
    headers.set(HttpHeaders.RETRY_AFTER, " 7 ");
    assertThat(RetryAfter.of(headers)).isEqualTo(Duration.ofSeconds(7));
    headers.set(HttpHeaders.RETRY_AFTER, "999999");
    assertThat(RetryAfter.of(headers)).isEqualTo(Duration.ofMinutes(10));
  }

  /** In each of the forms that RFC 9110 asks a reader to know. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wed, 21 Oct 2026 07:28:40 GMT",
        "Wednesday, 21-Oct-26 07:28:40 GMT",
        "Wed Oct 21 07:28:40 2026"
      })
  void aDateIsReadByTheSendersClock(String date) {
    headers.set(HttpHeaders.DATE, "Wed, 21 Oct 2026 07:28:00 GMT");
    headers.set(HttpHeaders.RETRY_AFTER, date);
    assertThat(RetryAfter.of(headers)).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void withoutTheSendersClockOursCounts() {
    headers.set(
        HttpHeaders.RETRY_AFTER,
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5)));
    assertThat(RetryAfter.of(headers)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  /** With zero the same order would have gone out again and again. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "soon", "", "1.5", "Wed, 21 Oct 2015 07:28:00 GMT"})
  void whatSaysNothingOfTheFutureIsNotSaid(String text) {
    headers.set(HttpHeaders.RETRY_AFTER, text);
    assertThat(RetryAfter.of(headers)).isNull();
  }
}
