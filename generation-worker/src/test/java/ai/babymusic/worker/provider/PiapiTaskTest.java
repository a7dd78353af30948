package ai.babymusic.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.provider.TaskReport.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PiapiTaskTest {

  @ParameterizedTest
  @ValueSource(strings = {"completed", "Completed", "COMPLETE", " success "})
  void successIsKnownInEverySpelling(String status) {
    assertThat(
            outcome(
                """
                {"status":"%s","output":{"songs":[{"id":"a","song_path":"https://h/a%%2520b.mp3",
                 "duration":131.1,"finished":true,"error_code":null}]}}
                """
                    .formatted(status)))
        .isEqualTo(
            new Outcome.Succeeded(List.of(new Track("a", "https://h/a%2520b.mp3", null, 131.1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "Processing", "staged", "starting", "retry", "", "whatever"})
  void anyOtherWordMeansUnderWayEvenWithOutput(String status) {
    assertThat(
            outcome(
                "{\"status\":\"%s\",\"output\":{\"audio_url\":\"https://h/a.mp3\"}}"
                    .formatted(status)))
        .isEqualTo(new Outcome.UnderWay());
  }

  @Test
  void everyModelsOutputIsRead() {
    assertThat(
            outcome(
                """
                {"status":"completed","output":{"clips":{
                  "x":{"id":"x","audio_url":"https://h/x.mp3","status":"complete","title":"X",
                       "metadata":{"duration":102,"error_message":""}},
                  "y":{"id":"y","audio_url":"https://h/y.mp3","status":"streaming"}}}}
                """))
        .isEqualTo(new Outcome.Succeeded(List.of(new Track("x", "https://h/x.mp3", "X", 102.0))));
    assertThat(outcome("{\"status\":\"completed\",\"output\":{\"audio_url\":\"https://h/z.wav\"}}"))
        .isEqualTo(
            new Outcome.Succeeded(List.of(new Track("take-1", "https://h/z.wav", null, null))));
  }

  @Test
  void someUsableTracksAreASuccessWithWhatThereIs() {
    assertThat(
            outcome(
                """
                {"status":"completed","output":{"songs":[{"id":"a","song_path":"","finished":true},
                 {"id":"b","song_path":"https://h/b.mp3","finished":false},
                 {"id":"c","song_path":"https://h/c.mp3","error_type":"moderation"},
                 {"id":"d","song_path":"https://h/d.mp3","finished":true},null]}}
                """))
        .isEqualTo(new Outcome.Succeeded(List.of(new Track("d", "https://h/d.mp3", null, null))));
  }

  @Test
  void completedWithoutAUsableTrackIsAFailure() {
    assertThat(outcome("{\"status\":\"completed\",\"output\":{\"songs\":null}}"))
        .isEqualTo(new Outcome.Failed(FailureKind.NO_AUDIO));
    assertThat(outcome("{\"status\":\"completed\"}"))
        .isEqualTo(new Outcome.Failed(FailureKind.NO_AUDIO));
  }

  @Test
  void aFailureIsOneWhateverItsCodeAndItsCauseIsFoundWhereverItStands() {
    assertThat(outcome("{\"status\":\"Failed\",\"error\":{\"code\":0,\"message\":\"\"}}"))
        .isEqualTo(new Outcome.Failed(FailureKind.PROVIDER_FAILED));
    assertThat(
            outcome(
                "{\"status\":\"failed\",\"error\":{\"raw_message\":\"account doesn't have enough"
                    + " credits\"}}"))
        .isEqualTo(new Outcome.Failed(FailureKind.NO_CREDITS));
    assertThat(outcome("{\"status\":\"failed\",\"logs\":[\"flagged by moderation\"]}"))
        .isEqualTo(new Outcome.Failed(FailureKind.NOT_ALLOWED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render failed, no credits were deducted",
        "piano balance out of range",
        "queue state: insufficient creditable frames",
      })
  void whatOnlySpeaksOfCreditsIsNoLackOfThem(String message) {
    assertThat(outcome("{\"status\":\"failed\",\"error\":{\"message\":\"%s\"}}".formatted(message)))
        .isEqualTo(new Outcome.Failed(FailureKind.PROVIDER_FAILED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "your account doesn't have enough credits",
        "Insufficient credits",
        "insufficient account balance",
        "no credits left",
        "no more credits available",
        "out of credits",
        "quota: exhausted quota",
      })
  void aLackOfCreditsIsKnownInEveryWording(String message) {
    assertThat(outcome("{\"status\":\"failed\",\"error\":{\"message\":\"%s\"}}".formatted(message)))
        .isEqualTo(new Outcome.Failed(FailureKind.NO_CREDITS));
  }

  @Test
  void logsTellTheCauseOnlyIfTheErrorSaysNothing() {
    assertThat(
            outcome(
                """
                {"status":"failed","error":{"message":"render failed","raw_message":""},
                 "logs":["not enough credits, switching account", "sensitive content filter: ok"]}
                """))
        .isEqualTo(new Outcome.Failed(FailureKind.PROVIDER_FAILED));
  }

  @Test
  void whatTheDatabaseRefusesIsStripped() {
    TaskReport report =
        PiapiTask.read(
            json(
                """
                {"task_id":"a\\u0000b","status":"failed",
                 "meta":{"usage":{"type":"po\\u0000int","consume":5,"more":{"deep":1}}}}
                """));
    assertThat(report.taskId()).isEqualTo("ab");
    assertThat(report.usage()).isEqualTo("{\"type\":\"point\",\"consume\":5}");
  }

  @Test
  void anIdThatNoIndexTakesIsNone() {
    String id = "x".repeat(201);
    assertThat(PiapiTask.read(json("{\"task_id\":\"%s\"}".formatted(id))).taskId()).isNull();
    assertThat(
            outcome(
                """
                {"status":"completed","output":{"songs":[{"id":"%s","song_path":"https://h/a.mp3"}]}}
                """
                    .formatted(id)))
        .isEqualTo(
            new Outcome.Succeeded(List.of(new Track("take-1", "https://h/a.mp3", null, null))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "complete", "Completed", "success", "succeeded", "finished"})
  void aTakeIsDoneInAllWordsInWhichATaskIs(String status) {
    assertThat(
            outcome(
                """
                {"status":"completed","output":{"clips":[
                 {"id":"x","audio_url":"https://h/x.mp3","status":"%s","error_code":"0"}]}}
                """
                    .formatted(status)))
        .isEqualTo(new Outcome.Succeeded(List.of(new Track("x", "https://h/x.mp3", null, null))));
  }

  private static Outcome outcome(String task) {
    return PiapiTask.read(json(task)).outcome();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) EventCodec.JSON.readTree(text);
  }
}
