package ai.babymusic.worker.reports;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.SongState;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.provider.TaskReport.Outcome;
import ai.babymusic.worker.provider.Track;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  private static final UUID ID = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Outcome UNDER_WAY = new Outcome.UnderWay();
  private static final Outcome SUCCEEDED =
      new Outcome.Succeeded(List.of(new Track("t", "https://h/a.mp3", null, null)));
  private static final Outcome FAILED = new Outcome.Failed(FailureKind.PROVIDER_FAILED);
  private static final Outcome NO_CREDITS = new Outcome.Failed(FailureKind.NO_CREDITS);

  private static final Map<String, Outcome> OUTCOMES =
      Map.of("progress", UNDER_WAY, "success", SUCCEEDED, "failure", FAILED, "credits", NO_CREDITS);

  /** Of a song's present attempt whose task is known: every state, every report, of that task. */
  @ParameterizedTest
  @CsvSource({
    "QUEUED,         Adopt,  Store,  Ignore, Ignore",
    "WRITING_LYRICS, Adopt,  Store,  Ignore, Ignore",
    "WAITING,        Adopt,  Store,  Ignore, Ignore",
    "SUBMITTING,     Adopt,  Store,  Fail,   StartAgain",
    "SUBMITTED,      Ignore, Store,  Fail,   StartAgain",
    "UNKNOWN,        Adopt,  Store,  Fail,   StartAgain",
    "STORING,        Ignore, Ignore, Ignore, Ignore",
    "READY,          Ignore, Ignore, Ignore, Ignore",
    "FAILED,         Ignore, Store,  Ignore, Ignore",
    "CANCELLED,      Ignore, Ignore, Ignore, Ignore",
  })
  void eachStateMeetsEachReport(
      GenerationStatus status, String progress, String success, String failure, String credits) {
    for (String known : Arrays.asList("mine", null)) {
      assertThat(verdict(status, known, "mine", true, UNDER_WAY)).isEqualTo(progress);
      assertThat(verdict(status, known, "mine", true, SUCCEEDED)).isEqualTo(success);
      assertThat(verdict(status, known, "mine", true, FAILED)).isEqualTo(failure);
      assertThat(verdict(status, known, "mine", true, NO_CREDITS)).isEqualTo(credits);
    }
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void aReportOfAnotherTaskMaySucceedButNeverFail(GenerationStatus status) {
    assertThat(verdict(status, "mine", "other", true, FAILED)).isEqualTo("Ignore");
    assertThat(verdict(status, "mine", "other", true, NO_CREDITS)).isEqualTo("Ignore");
    assertThat(verdict(status, "mine", "other", true, UNDER_WAY)).isEqualTo("Ignore");
    assertThat(verdict(status, "mine", "other", true, SUCCEEDED))
        .isEqualTo(verdict(status, "mine", "mine", true, SUCCEEDED));
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void nothingIsStoredForASongThatWasDeleted(GenerationStatus status) {
    for (Outcome outcome : OUTCOMES.values()) {
      assertThat(verdict(status, "mine", "mine", false, outcome))
          .isIn("Adopt", "Discard", "Fail", "Ignore");
    }
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void aPlaceIsFreedExactlyWhenAnAttemptThatHeldOneEnds(GenerationStatus status) {
    boolean held =
        List.of(GenerationStatus.SUBMITTING, GenerationStatus.SUBMITTED, GenerationStatus.UNKNOWN)
            .contains(status);
    for (Outcome outcome : OUTCOMES.values()) {
      Verdict verdict = Verdict.of(attempt(status, "mine", true, null), report("mine", outcome));
      boolean ends = !(verdict instanceof Verdict.Ignore) && !(verdict instanceof Verdict.Adopt);
      assertThat(Verdict.frees(status, verdict)).isEqualTo(held && ends);
    }
  }

  @Test
  void audioThatCouldNotBeFetchedIsNotTriedAgainForTheSameTask() {
    String tried = FailureKind.AUDIO_UNAVAILABLE.code();
    assertThat(
            Verdict.of(
                attempt(GenerationStatus.FAILED, "mine", true, tried), report("mine", SUCCEEDED)))
        .isInstanceOf(Verdict.Ignore.class);
    assertThat(
            Verdict.of(
                attempt(GenerationStatus.FAILED, "mine", true, tried), report("other", SUCCEEDED)))
        .isInstanceOf(Verdict.Store.class);
  }

  @Test
  void aReportWithoutATaskIdIsTakenForTheAttemptsOwn() {
    assertThat(verdict(GenerationStatus.SUBMITTED, "mine", null, true, FAILED)).isEqualTo("Fail");
    assertThat(verdict(GenerationStatus.SUBMITTED, "mine", null, true, SUCCEEDED))
        .isEqualTo("Store");
  }

  private static String verdict(
      GenerationStatus status,
      @Nullable String known,
      @Nullable String reported,
      boolean songThere,
      Outcome outcome) {
    return Verdict.of(attempt(status, known, songThere, null), report(reported, outcome))
        .getClass()
        .getSimpleName();
  }

  private static TaskReport report(@Nullable String taskId, Outcome outcome) {
    return new TaskReport(taskId, outcome, null);
  }

  private static Attempt attempt(
      GenerationStatus status,
      @Nullable String taskId,
      boolean songThere,
      @Nullable String errorCode) {
    UUID song = UUID.randomUUID();
    return new Attempt(
        new Generation(
            ID, song, ID, 1, "user", status, taskId, NOW, NOW, null, 0, errorCode, null, NOW),
        songThere ? new SongState(song, "composing", ID) : null);
  }
}
