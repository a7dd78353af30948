package ai.babymusic.worker.reports;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.audio.StoreJob;
import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Charges;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.jobs.Jobs;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.provider.TaskReport.Outcome;
import ai.babymusic.worker.provider.Track;
import ai.babymusic.worker.settings.WorkerSettings;
import ai.babymusic.worker.transactions.Transactions;
import ai.babymusic.worker.watch.WatchJob;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Applies reports to attempts, each in one transaction with the job that follows from it. */
@Component
class Reports {

  private static final Logger log = LoggerFactory.getLogger(Reports.class);

  private final Transactions transactions;
  private final Attempts attempts;
  private final Generations generations;
  private final Charges charges;
  private final Songs songs;
  private final Jobs jobs;
  private final Admission admission;
  private final MeterRegistry meters;
  private final Duration firstLook;

  Reports(
      Transactions transactions,
      Attempts attempts,
      Generations generations,
      Charges charges,
      Songs songs,
      Jobs jobs,
      Admission admission,
      MeterRegistry meters,
      WorkerSettings settings) {
    this.transactions = transactions;
    this.attempts = attempts;
    this.generations = generations;
    this.charges = charges;
    this.songs = songs;
    this.jobs = jobs;
    this.admission = admission;
    this.meters = meters;
    this.firstLook = settings.piapi().firstPoll();
  }

  /** Outside of any transaction; what others learn from a song that was made follows its own. */
  void apply(UUID generationId, TaskReport report) {
    boolean made =
        transactions.call(() -> {
          if (report.outcome() instanceof Outcome.Failed(FailureKind kind)
              && kind == FailureKind.NO_CREDITS) {
            admission.hold();
          }
          return attempts
              .lock(generationId)
              .map(attempt -> apply(attempt, report).tellsOfASong())
              .orElse(false);
        });
    if (made) {
      admission.made();
    }
  }

  private Verdict apply(Attempt attempt, TaskReport report) {
    Generation generation = attempt.generation();
    Verdict verdict = Verdict.of(attempt, report);
    switch (verdict) {
      case Verdict.Adopt() -> adopt(generation, report);
      case Verdict.Store(List<Track> tracks) -> store(generation, report, tracks);
      case Verdict.Discard() -> generations.cancelled(generation.id(), "song_deleted");
      case Verdict.Fail(FailureKind kind) -> fail(generation, kind);
      case Verdict.StartAgain() -> startAgain(generation);
      case Verdict.Ignore(String why) ->
          meters.counter("provider.reports.ignored", "reason", why).increment();
    }
    if (!(verdict instanceof Verdict.Ignore) && report.usage() != null) {
      charges.charge(generation.id(), report.usage());
    }
    if (Verdict.frees(generation.status(), verdict)) {
      Transactions.afterCommit(admission::poke);
    }
    log(generation, report, verdict);
    return verdict;
  }

  private void adopt(Generation generation, TaskReport report) {
    if (generations.submitted(generation.id(), report.taskId())) {
      songs.composing(generation);
      songs.task(generation, report.taskId());
      jobs.in(firstLook, WatchJob.KIND.instance(generation.id().toString()).build());
    }
  }

  private void store(Generation generation, TaskReport report, List<Track> tracks) {
    List<String> urls = tracks.stream().map(Track::url).toList();
    if (generations.storing(generation.id(), report.taskId(), urls)) {
      songs.storing(generation);
      if (generation.taskId() == null) {
        songs.task(generation, report.taskId());
      }
      jobs.now(StoreJob.job(generation.id(), report.taskId(), tracks));
    }
  }

  private void fail(Generation generation, FailureKind kind) {
    if (generations.failed(generation.id(), kind.message(), kind.code(), kind.retryable())) {
      songs.failed(generation, kind.message(), kind.retryable());
      meters.counter("songs", "outcome", "failed", "reason", kind.code()).increment();
    }
  }

  private void startAgain(Generation generation) {
    FailureKind kind = FailureKind.NO_CREDITS;
    if (generations.failed(generation.id(), kind.message(), kind.code(), true)) {
      if (generations.requestAgain(generation.songId(), generation.id()).isEmpty()) {
        songs.failed(generation, kind.message(), kind.retryable());
        meters.counter("songs", "outcome", "failed", "reason", kind.code()).increment();
      }
      admission.outOfCredits();
    }
  }

  private static void log(Generation generation, TaskReport report, Verdict verdict) {
    log.atInfo()
        .addKeyValue("generation_id", generation.id())
        .addKeyValue("song_id", generation.songId())
        .addKeyValue("user_id", generation.userId())
        .addKeyValue("task_id", report.taskId())
        .addKeyValue("before", generation.status())
        .addKeyValue("verdict", verdict.getClass().getSimpleName())
        .addKeyValue("why", verdict instanceof Verdict.Ignore(String why) ? why : null)
        .log("provider reported");
  }
}
