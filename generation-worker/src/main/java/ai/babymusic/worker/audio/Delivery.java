package ai.babymusic.worker.audio;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.PresentAttempts;
import ai.babymusic.worker.generations.SongState;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.measures.Durations;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.transactions.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives a song what was stored for it, all in one transaction, or says that nothing was. */
@Component
class Delivery {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final PresentAttempts attempts;
  private final Generations generations;
  private final Songs songs;
  private final AudioStorage storage;
  private final Transactions transactions;
  private final Durations durations;
  private final MeterRegistry meters;

  Delivery(
      PresentAttempts attempts,
      Generations generations,
      Songs songs,
      AudioStorage storage,
      Transactions transactions,
      Durations durations,
      MeterRegistry meters) {
    this.attempts = attempts;
    this.generations = generations;
    this.songs = songs;
    this.storage = storage;
    this.transactions = transactions;
    this.durations = durations;
    this.meters = meters;
  }

  void deliver(Generation generation, List<Take> stored) {
    boolean songIsGone =
        transactions.call(() ->
            attempts
                .lockWithPresent(generation.id())
                .map(attempt -> hand(attempt, stored))
                .orElse(false));
    if (songIsGone) {
      discard(generation);
    }
  }

  /** First the objects, then the row: a crash in between leaves the job, which does it again. */
  void discard(Generation generation) {
    storage.removeAttempt(generation);
    generations.cancelled(generation.id(), "song_deleted");
    count(generation, "discarded", "song_deleted");
  }

  /**
   * Returns whether the song is gone. What was stored is discarded then, even if the attempt has
   * ended: a worker that was taken for dead may have copied what another has already discarded.
   */
  private boolean hand(Attempt attempt, List<Take> stored) {
    Generation generation = attempt.generation();
    SongState song = attempt.song();
    if (song == null) {
      return true;
    }
    if (attempt.status() != GenerationStatus.STORING) {
      return false;
    }
    if (stored.isEmpty()) {
      FailureKind kind = FailureKind.AUDIO_UNAVAILABLE;
      generations.failed(generation.id(), kind.message(), kind.code(), kind.retryable());
      songs.failed(generation, kind.message(), kind.retryable());
      count(generation, "failed", kind.code());
      return false;
    }
    // An older attempt's late success adds to the song, unless nothing else was paid for yet.
    boolean first =
        !song.ready()
            && (attempt.current() || song.failed() || attempts.superseded(song.generationId()));
    if (first) {
      songs.ready(song.id(), location(stored.getFirst()), stored.getFirst().track().seconds());
    }
    stored.stream().skip(first ? 1 : 0).forEach(take -> addVariation(generation, take));
    generations.ready(generation.id());
    durations.onceCommitted(generation.id());
    count(generation, first ? "ready" : "variation", "none");
    return false;
  }

  private void addVariation(Generation generation, Take take) {
    songs.addVariation(
        generation,
        take.track().id(),
        take.track().title(),
        location(take),
        take.track().seconds());
  }

  private static String location(Take take) {
    return Objects.requireNonNull(take.location());
  }

  private void count(Generation generation, String outcome, String reason) {
    Transactions.afterCommit(() -> {
      meters.counter("songs", "outcome", outcome, "reason", reason).increment();
      log.atInfo()
          .addKeyValue("generation_id", generation.id())
          .addKeyValue("song_id", generation.songId())
          .addKeyValue("user_id", generation.userId())
          .addKeyValue("outcome", outcome)
          .addKeyValue("reason", reason)
          .log("attempt has ended");
    });
  }
}
