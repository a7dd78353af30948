package ai.babymusic.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.provider.Submission.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiapiAnswerTest {

  @Test
  void aTaskIdInAnyEnvelopeIsAnAcceptance() {
    assertThat(create(200, "{\"code\":200,\"data\":{\"task_id\":\"t\"}}", null))
        .isEqualTo(new Submission.Accepted("t"));
    assertThat(create(200, "{\"task_id\":\"t\",\"status\":\"pending\"}", null))
        .isEqualTo(new Submission.Accepted("t"));
  }

  @Test
  void aSuccessWithoutATaskIsALostAnswer() {
    assertThat(create(200, "{\"code\":200,\"data\":{}}", null)).isInstanceOf(Submission.Lost.class);
    assertThat(create(200, "[]", null)).isInstanceOf(Submission.Lost.class);
  }

  @Test
  void anErrorCodeInTheBodyOfASuccessIsAnError() {
    assertThat(create(200, "{\"code\":400,\"message\":\"bad lyrics_type\",\"data\":null}", null))
        .isEqualTo(new Submission.Refused(400, FailureKind.REFUSED));
    assertThat(create(200, "{\"code\":500,\"message\":\"upstream\"}", null))
        .isEqualTo(new Submission.NotNow(Reason.UNAVAILABLE, null));
  }

  @Test
  void creditsAndLimitsPass() {
    assertThat(create(402, "{}", null)).isEqualTo(new Submission.NotNow(Reason.NO_CREDITS, null));
    assertThat(create(400, "{\"message\":\"account doesn't have enough credits\"}", null))
        .isEqualTo(new Submission.NotNow(Reason.NO_CREDITS, null));
    Duration pause = Duration.ofSeconds(7);
    assertThat(create(429, "{}", pause))
        .isEqualTo(new Submission.NotNow(Reason.RATE_LIMITED, pause));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 502, 504, 520, 522, 524})
  void whereAGatewayGotNoAnswerTheTaskMayExist(int status) {
    assertThat(create(status, "{}", null)).isInstanceOf(Submission.Lost.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 521, 523})
  void aProviderThatSaysSoOrWasNotReachedTookNothing(int status) {
    assertThat(create(status, "{}", null))
        .isEqualTo(new Submission.NotNow(Reason.UNAVAILABLE, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aKeyThatIsRefusedIsNoFaultOfTheSong(int status) {
    assertThat(create(status, "{\"error\":\"Unauthorized\"}", null))
        .isEqualTo(new Submission.NotNow(Reason.KEY_REFUSED, null));
    assertThat(create(status, "{\"message\":\"flagged by moderation\"}", null))
        .isEqualTo(new Submission.Refused(status, FailureKind.NOT_ALLOWED));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 422})
  void aClearRefusalIsOne(int status) {
    assertThat(create(status, "{\"error\":\"no\"}", null))
        .isEqualTo(new Submission.Refused(status, FailureKind.REFUSED));
  }

  @Test
  void aTaskThatIsNotFoundIsNoNews() {
    assertThat(PiapiAnswer.toFind(answer(404, "{\"code\":404,\"data\":null}", null)))
        .isInstanceOf(Lookup.NoNews.class);
    assertThat(PiapiAnswer.toFind(answer(200, "{\"code\":200,\"data\":{\"task_id\":\"t\"}}", null)))
        .isInstanceOf(Lookup.Found.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"code\":200,\"data\":null}", "{\"code\":200,\"data\":{}}", "[]", "{}"})
  void aSuccessThatSpeaksOfNoTaskIsNoAnswer(String body) {
    assertThat(PiapiAnswer.toFind(answer(200, body, null))).isInstanceOf(Lookup.NoAnswer.class);
  }

  private static Submission create(int status, String body, @Nullable Duration retryAfter) {
    return PiapiAnswer.toCreate(answer(status, body, retryAfter));
  }

  private static PiapiAnswer answer(int status, String body, @Nullable Duration retryAfter) {
    return new PiapiAnswer(status, EventCodec.JSON.readTree(body), retryAfter);
  }
}
