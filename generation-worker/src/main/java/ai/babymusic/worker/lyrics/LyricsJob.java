package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.jobs.Next;
import ai.babymusic.worker.jobs.Step;
import ai.babymusic.worker.transactions.Transactions;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives an attempt its lyrics and lets it wait for its place in the plan. Run twice it writes
 * twice, and the first to finish counts.
 */
@Component
public class LyricsJob implements Step<Void> {

  /** Instances are named by generation. */
  public static final TaskDescriptor<Void> KIND = TaskDescriptor.of("write-lyrics");

  private static final Logger log = LoggerFactory.getLogger(LyricsJob.class);

  private final Attempts attempts;
  private final Generations generations;
  private final Songs songs;
  private final Lyricist lyricist;
  private final LyricErrors errors;
  private final Admission admission;
  private final Transactions transactions;
  private final MeterRegistry meters;

  LyricsJob(
      Attempts attempts,
      Generations generations,
      Songs songs,
      Lyricist lyricist,
      LyricErrors errors,
      Admission admission,
      Transactions transactions,
      MeterRegistry meters) {
    this.attempts = attempts;
    this.generations = generations;
    this.songs = songs;
    this.lyricist = lyricist;
    this.errors = errors;
    this.admission = admission;
    this.transactions = transactions;
    this.meters = meters;
  }

  @Override
  public Next<Void> run(TaskInstance<Void> job) {
    UUID id = UUID.fromString(job.getId());
    transactions
        .call(() -> begin(id))
        .ifPresent(task -> {
          Optional<Lyrics> lyrics = task.toWrite() ? Optional.of(write(task)) : Optional.empty();
          transactions.run(() -> end(id, task, lyrics));
        });
    return Next.done();
  }

  private Optional<WritingTask> begin(UUID id) {
    Optional<Attempt> attempt = attempts.lock(id).filter(LyricsJob::due);
    if (attempt.isEmpty()) {
      return Optional.empty();
    }
    Generation generation = attempt.get().generation();
    Optional<WritingTask> task =
        songs.brief(generation).map(brief -> WritingTask.of(generation, brief));
    if (task.isEmpty()) {
      generations.cancelled(id, "song_deleted");
    } else if (task.get().toWrite() && generations.writingLyrics(id)) {
      songs.writingLyrics(generation);
    }
    return task;
  }

  private Lyrics write(WritingTask task) {
    return meters
        .timer("generation.step", "step", "lyrics")
        .record(() -> lyricist.write(task.brief()));
  }

  private void end(UUID id, WritingTask task, Optional<Lyrics> lyrics) {
    Optional<Attempt> attempt = attempts.lock(id).filter(LyricsJob::due);
    if (attempt.isEmpty()) {
      return;
    }
    Generation generation = attempt.get().generation();
    lyrics.ifPresent(written -> {
      songs.lyrics(generation, written.text());
      if (written.failure() != null) {
        errors.add(task.brief(), written.failure());
        meters.counter("lyrics.fallbacks", "reason", written.failure()).increment();
      }
    });
    generations.waiting(id, lyrics.map(Lyrics::source).orElse(task.sourceUnwritten()));
    log.atInfo()
        .addKeyValue("generation_id", id)
        .addKeyValue("song_id", generation.songId())
        .addKeyValue("user_id", generation.userId())
        .addKeyValue("source", lyrics.map(Lyrics::source).orElse(task.sourceUnwritten()))
        .addKeyValue("model_failure", lyrics.map(Lyrics::failure).orElse(null))
        .log("song has its words");
    Transactions.afterCommit(admission::poke);
  }

  private static boolean due(Attempt attempt) {
    return attempt.status() == GenerationStatus.QUEUED
        || attempt.status() == GenerationStatus.WRITING_LYRICS;
  }
}
