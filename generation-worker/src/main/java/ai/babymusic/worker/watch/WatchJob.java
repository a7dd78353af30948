package ai.babymusic.worker.watch;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.jobs.Next;
import ai.babymusic.worker.jobs.Step;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.settings.WorkerSettings;
import ai.babymusic.worker.transactions.Transactions;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps an eye on one attempt from its first call to its end; on one given up, a while longer. */
@Component
public class WatchJob implements Step<TimeUp> {

  /** Instances are named by generation. */
  public static final TaskDescriptor<TimeUp> KIND = TaskDescriptor.of("watch", TimeUp.class);

  private static final Logger log = LoggerFactory.getLogger(WatchJob.class);

  private final Attempts attempts;
  private final Generations generations;
  private final Songs songs;
  private final Poller poller;
  private final Admission admission;
  private final Transactions transactions;
  private final MeterRegistry meters;
  private final WorkerSettings.Piapi settings;

  WatchJob(
      Attempts attempts,
      Generations generations,
      Songs songs,
      Poller poller,
      Admission admission,
      Transactions transactions,
      MeterRegistry meters,
      WorkerSettings settings) {
    this.attempts = attempts;
    this.generations = generations;
    this.songs = songs;
    this.poller = poller;
    this.admission = admission;
    this.transactions = transactions;
    this.meters = meters;
    this.settings = settings.piapi();
  }

  @Override
  public Next<TimeUp> run(TaskInstance<TimeUp> job) {
    UUID id = UUID.fromString(job.getId());
    return generations
        .find(id)
        .map(generation -> look(generation, job.getData()))
        .orElse(Next.done());
  }

  private Next<TimeUp> look(Generation generation, @Nullable TimeUp remembered) {
    return switch (Watch.of(generation, settings)) {
      case Watch.Done() -> Next.done();
      case Watch.Later(Duration after) -> again(after);
      case Watch.Poll(boolean overdue, Duration next) -> {
        if (overdue) {
          generations.overdue(generation.id());
        }
        poller.poll(generation);
        yield again(next);
      }
      case Watch.DeclareUnknown() -> declareUnknown(generation, TimeUp.of(generation, remembered));
      case Watch.GiveUp() -> giveUp(generation, TimeUp.of(generation, remembered));
      case Watch.LookLate() -> lookLate(generation, TimeUp.of(generation, remembered));
    };
  }

  private Next<TimeUp> declareUnknown(Generation generation, TimeUp graceOver) {
    return switch (Watch.listened(graceOver.age(generation), settings)) {
      case TOO_SHORT -> new Next.Again<>(settings.firstPoll(), graceOver);
      case INTERRUPTED -> new Next.Again<>(settings.firstPoll(), TimeUp.seenNow(generation));
      case LONG_ENOUGH -> {
        transactions.run(() -> declareUnknown(generation.id()));
        yield again(Duration.ZERO);
      }
    };
  }

  private void declareUnknown(UUID id) {
    attempts
        .lock(id)
        .filter(attempt -> generations.unknown(id))
        .ifPresent(attempt -> {
          generations.requestAgain(attempt.generation().songId(), id);
          log(attempt.generation(), "no news of the submission: a new attempt follows");
        });
  }

  /**
   * Asks a last time. If the provider has come to an end, so will the attempt, however long nobody
   * was there to look; if it has not, the attempt has failed; if it does not say, it is asked on.
   */
  private Next<TimeUp> giveUp(Generation generation, TimeUp timeUp) {
    Duration patience = Watch.patience(poller.poll(generation), settings);
    if (timeUp.age(generation).compareTo(patience) < 0) {
      return new Next.Again<>(settings.firstPoll(), timeUp);
    }
    transactions.run(() -> attempts.lock(generation.id()).ifPresent(this::fail));
    return again(Duration.ZERO);
  }

  private void fail(Attempt attempt) {
    Generation generation = attempt.generation();
    // A report may have moved it while the provider was asked.
    if (Watch.of(generation, settings) instanceof Watch.GiveUp
        && generations.failed(
            generation.id(),
            FailureKind.GAVE_UP.message(),
            FailureKind.GAVE_UP.code(),
            FailureKind.GAVE_UP.retryable())) {
      songs.failed(generation, FailureKind.GAVE_UP.message(), FailureKind.GAVE_UP.retryable());
      meters
          .counter("songs", "outcome", "failed", "reason", FailureKind.GAVE_UP.code())
          .increment();
      log(generation, "given up: the provider has not said how the song ended");
      Transactions.afterCommit(admission::poke);
    }
  }

  private Next<TimeUp> lookLate(Generation generation, TimeUp givenUp) {
    Duration age = givenUp.age(generation);
    if (age.isPositive()) {
      poller.poll(generation);
    }
    return Watch.untilLateLook(age, settings)
        .<Next<TimeUp>>map(after -> new Next.Again<>(after, givenUp))
        .orElse(Next.done());
  }

  private static Next<TimeUp> again(Duration after) {
    return new Next.Again<>(after, null);
  }

  private static void log(Generation generation, String what) {
    log.atWarn()
        .addKeyValue("generation_id", generation.id())
        .addKeyValue("song_id", generation.songId())
        .addKeyValue("user_id", generation.userId())
        .log(what);
  }
}
