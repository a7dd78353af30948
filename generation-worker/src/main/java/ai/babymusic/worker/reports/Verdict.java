package ai.babymusic.worker.reports;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.provider.TaskReport.Outcome;
import ai.babymusic.worker.provider.Track;
import java.util.List;

/**
 * What a report does to an attempt. States only move forward; an end beats progress; a late success
 * beats an earlier failure; a report of another task than the one we know may succeed, never fail.
 */
sealed interface Verdict {

  /** The provider has a task of it: it counts as submitted, whatever became of the call. */
  record Adopt() implements Verdict {}

  /** There is audio to fetch. */
  record Store(List<Track> tracks) implements Verdict {}

  /** There is audio, but the song has been deleted: the attempt ends, and gives its place back. */
  record Discard() implements Verdict {}

  record Fail(FailureKind kind) implements Verdict {}

  /** The account ran out of credits: a new attempt waits until there are some. */
  record StartAgain() implements Verdict {}

  record Ignore(String why) implements Verdict {}

  static Verdict of(Attempt attempt, TaskReport report) {
    return switch (report.outcome()) {
      case Outcome.UnderWay() -> onProgress(attempt, report);
      case Outcome.Succeeded(List<Track> tracks) -> onSuccess(attempt, report, tracks);
      case Outcome.Failed(FailureKind kind) -> onFailure(attempt, report, kind);
    };
  }

  private static Verdict onProgress(Attempt attempt, TaskReport report) {
    return switch (attempt.status()) {
      case QUEUED, WRITING_LYRICS, WAITING, SUBMITTING, UNKNOWN ->
          report.taskId() == null || speaksOfAnother(attempt, report)
              ? new Ignore("names no task of this attempt")
              : new Adopt();
      case SUBMITTED -> new Ignore("no news");
      case STORING, READY, FAILED, CANCELLED -> new Ignore("progress after the end");
    };
  }

  private static Verdict onSuccess(Attempt attempt, TaskReport report, List<Track> tracks) {
    return switch (attempt.status()) {
      case QUEUED, WRITING_LYRICS, WAITING, SUBMITTING, SUBMITTED, UNKNOWN ->
          attempt.song() == null ? new Discard() : new Store(tracks);
      case FAILED -> {
        if (attempt.song() == null) {
          yield new Ignore("the song was deleted");
        }
        boolean audioWasTried =
            FailureKind.AUDIO_UNAVAILABLE.code().equals(attempt.generation().errorCode())
                && !speaksOfAnother(attempt, report)
                && tracks.stream()
                    .map(Track::url)
                    .allMatch(attempt.generation().audioUrls()::contains);
        yield audioWasTried ? new Ignore("its audio could not be fetched") : new Store(tracks);
      }
      case STORING, READY -> new Ignore("already known");
      case CANCELLED -> new Ignore("cancelled");
    };
  }

  private static Verdict onFailure(Attempt attempt, TaskReport report, FailureKind kind) {
    if (speaksOfAnother(attempt, report)) {
      return new Ignore("another task failed");
    }
    return switch (attempt.status()) {
      case SUBMITTING, SUBMITTED, UNKNOWN ->
          kind == FailureKind.NO_CREDITS && attempt.current() ? new StartAgain() : new Fail(kind);
      case QUEUED, WRITING_LYRICS, WAITING -> new Ignore("a task that it no longer waits for");
      case STORING, READY -> new Ignore("failure after success");
      case FAILED, CANCELLED -> new Ignore("already ended");
    };
  }

  private static boolean speaksOfAnother(Attempt attempt, TaskReport report) {
    String known = attempt.generation().taskId();
    return known != null && report.taskId() != null && !known.equals(report.taskId());
  }

  /** Whether the provider has made a song, whatever becomes of it. */
  default boolean tellsOfASong() {
    return switch (this) {
      case Store _, Discard _ -> true;
      case Adopt _, Fail _, StartAgain _, Ignore _ -> false;
    };
  }

  /** Whether a place in the plan becomes free. */
  static boolean frees(GenerationStatus before, Verdict verdict) {
    boolean held =
        before == GenerationStatus.SUBMITTING
            || before == GenerationStatus.SUBMITTED
            || before == GenerationStatus.UNKNOWN;
    return held
        && switch (verdict) {
          case Store _, Discard _, Fail _, StartAgain _ -> true;
          case Adopt _, Ignore _ -> false;
        };
  }
}
