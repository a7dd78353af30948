package ai.babymusic.worker.submission;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.jobs.Jobs;
import ai.babymusic.worker.jobs.Next;
import ai.babymusic.worker.jobs.Step;
import ai.babymusic.worker.provider.MusicProvider;
import ai.babymusic.worker.provider.Submission;
import ai.babymusic.worker.settings.WorkerSettings;
import ai.babymusic.worker.transactions.Transactions;
import ai.babymusic.worker.watch.WatchJob;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Calls the provider for an admitted attempt, once. That a call starts is committed before it does:
 * whoever finds it so, after a crash, leaves the call alone.
 */
@Component
class SubmissionJob implements Step<Void> {

  private static final int UUID_LENGTH = 36;

  /** An answer costs money to lose: a database that is restarting is waited for. */
  private static final RetryTemplate STUBBORN =
      new RetryTemplate(
          RetryPolicy.builder()
              .maxRetries(10)
              .delay(Duration.ofMillis(200))
              .multiplier(2)
              .maxDelay(Duration.ofSeconds(5))
              .build());

  private final Attempts attempts;
  private final Generations generations;
  private final Songs songs;
  private final Orders orders;
  private final MusicProvider provider;
  private final Answers answers;
  private final Admission admission;
  private final Jobs jobs;
  private final Transactions transactions;
  private final MeterRegistry meters;
  private final Duration firstLook;

  SubmissionJob(
      Attempts attempts,
      Generations generations,
      Songs songs,
      Orders orders,
      MusicProvider provider,
      Answers answers,
      Admission admission,
      Jobs jobs,
      Transactions transactions,
      MeterRegistry meters,
      WorkerSettings settings) {
    this.attempts = attempts;
    this.generations = generations;
    this.songs = songs;
    this.orders = orders;
    this.provider = provider;
    this.answers = answers;
    this.admission = admission;
    this.jobs = jobs;
    this.transactions = transactions;
    this.meters = meters;
    this.firstLook = settings.piapi().firstPoll();
  }

  @Override
  public Next<Void> run(TaskInstance<Void> job) {
    UUID id = UUID.fromString(job.getId().substring(0, UUID_LENGTH));
    transactions
        .call(() -> begin(id))
        .ifPresent(call -> {
          Submission answer =
              meters
                  .timer("generation.step", "step", "submission")
                  .record(() -> provider.submit(orders.order(id, call.brief())));
          STUBBORN.invoke(() -> answers.take(call, answer));
        });
    return Next.done();
  }

  private Optional<Call> begin(UUID id) {
    Optional<Attempt> attempt = attempts.lock(id);
    if (attempt.isEmpty() || !generations.callStarts(id)) {
      return Optional.empty();
    }
    Generation generation = attempt.get().generation();
    Optional<Call> call =
        songs.brief(generation).map(brief -> new Call(id, generation.refusals(), brief));
    if (call.isEmpty()) {
      generations.cancelled(id, "song_deleted");
      Transactions.afterCommit(admission::poke);
      return call;
    }
    jobs.in(firstLook, WatchJob.KIND.instance(id.toString()).build());
    return call;
  }
}
