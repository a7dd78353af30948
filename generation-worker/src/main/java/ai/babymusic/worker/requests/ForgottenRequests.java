package ai.babymusic.worker.requests;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.generations.UnbegunAttempts;
import ai.babymusic.worker.jobs.Jobs;
import ai.babymusic.worker.lyrics.LyricsJob;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.settings.WorkerSettings;
import ai.babymusic.worker.transactions.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Attempts whose request never came (it was lost, or lies among the dead letters) are begun without
 * it; those that cannot be begun are given up. Nobody's song waits for a record that is gone.
 */
@Component
class ForgottenRequests {

  private static final Logger log = LoggerFactory.getLogger(ForgottenRequests.class);

  /** About eight minutes of tries, while the database was there to count them. */
  private static final int MOST_FAILURES = 20;

  private final UnbegunAttempts unbegun;
  private final Attempts attempts;
  private final Generations generations;
  private final Songs songs;
  private final Jobs jobs;
  private final Transactions transactions;
  private final MeterRegistry meters;
  private final Duration forgottenAfter;
  private final Duration giveUp;

  ForgottenRequests(
      UnbegunAttempts unbegun,
      Attempts attempts,
      Generations generations,
      Songs songs,
      Jobs jobs,
      Transactions transactions,
      MeterRegistry meters,
      WorkerSettings settings) {
    this.unbegun = unbegun;
    this.attempts = attempts;
    this.generations = generations;
    this.songs = songs;
    this.jobs = jobs;
    this.transactions = transactions;
    this.meters = meters;
    this.forgottenAfter = settings.jobs().forgottenAfter();
    this.giveUp = settings.piapi().giveUp();
  }

  void sweep() {
    transactions.run(this::begin);
    for (UUID id : unbegun.withFailingJob(kind(), giveUp, MOST_FAILURES)) {
      transactions.run(
          () -> attempts.lock(id).filter(ForgottenRequests::isUnbegun).ifPresent(this::giveUp));
    }
  }

  private void begin() {
    List<UUID> forgotten = unbegun.lockWithoutJob(kind(), forgottenAfter);
    // A request that comes late finds the job, or an attempt that has begun, and does nothing.
    forgotten.forEach(id -> jobs.now(LyricsJob.KIND.instance(id.toString()).build()));
    Transactions.afterCommit(() ->
        forgotten.forEach(id -> {
          meters.counter("generation.requests.forgotten").increment();
          log.atWarn().addKeyValue("generation_id", id).log("no request came: begun without it");
        }));
  }

  private void giveUp(Attempt attempt) {
    FailureKind kind = FailureKind.GAVE_UP;
    generations.failed(attempt.generation().id(), kind.message(), kind.code(), kind.retryable());
    songs.failed(attempt.generation(), kind.message(), kind.retryable());
    meters.counter("songs", "outcome", "failed", "reason", kind.code()).increment();
    log.atError()
        .addKeyValue("generation_id", attempt.generation().id())
        .addKeyValue("song_id", attempt.generation().songId())
        .addKeyValue("user_id", attempt.generation().userId())
        .log("given up: its words cannot be written");
  }

  private static boolean isUnbegun(Attempt attempt) {
    return attempt.status() == GenerationStatus.QUEUED
        || attempt.status() == GenerationStatus.WRITING_LYRICS;
  }

  private static String kind() {
    return LyricsJob.KIND.getTaskName();
  }
}
