package ai.babymusic.worker.submission;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.admission.Refusal;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.RefusedCalls;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.provider.Submission;
import ai.babymusic.worker.transactions.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/** What the provider's answer does to the attempt that it was called for. */
@Component
class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private final Transactions transactions;
  private final Attempts attempts;
  private final Generations generations;
  private final RefusedCalls refusedCalls;
  private final Songs songs;
  private final Admission admission;
  private final MeterRegistry meters;

  Answers(
      Transactions transactions,
      Attempts attempts,
      Generations generations,
      RefusedCalls refusedCalls,
      Songs songs,
      Admission admission,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.attempts = attempts;
    this.generations = generations;
    this.refusedCalls = refusedCalls;
    this.songs = songs;
    this.admission = admission;
    this.meters = meters;
  }

  /** Outside of any transaction; told twice, it does the same once. */
  void take(Call call, Submission answer) {
    UUID id = call.id();
    switch (answer) {
      case Submission.Accepted(String taskId) -> {
        transactions.run(() -> accepted(id, taskId));
        admission.accepted(id);
      }
      case Submission.NotNow refusal -> transactions.run(() -> notNow(call, refusal));
      case Submission.Refused(int status, FailureKind kind) ->
          transactions.run(() -> refused(call, "status " + status, kind));
      case Submission.Lost(String why) -> transactions.run(() -> lost(id, why));
    }
  }

  /** It stays as it is: a report may tell; else its grace passes, and a new attempt follows. */
  private void lost(UUID id, String why) {
    generations
        .find(id)
        .filter(generation -> generation.status() == GenerationStatus.SUBMITTING)
        .ifPresent(generation -> admission.lost());
    count("lost");
    log(id, "lost").addKeyValue("why", why).log("provider's answer was lost");
  }

  private void accepted(UUID id, String taskId) {
    attempts
        .lock(id)
        .ifPresent(attempt -> {
          Generation generation = attempt.generation();
          if (generations.submitted(id, taskId)) {
            songs.task(generation, taskId);
          } else {
            generations.keepTask(id, taskId);
          }
        });
    count("accepted");
    log(id, "accepted").addKeyValue("task_id", taskId).log("provider took the song");
  }

  private void notNow(Call call, Submission.NotNow refusal) {
    // The plan's lock comes before the attempt's, as in an admission.
    generations
        .find(call.id())
        .ifPresent(generation -> {
          switch (admission.refused(generation, refusal)) {
            case Refusal.Again again -> putBack(call, refusal.reason().code(), again);
            case Refusal.Never(String why) -> refused(call, why, FailureKind.REFUSED);
          }
        });
  }

  private void putBack(Call call, String reason, Refusal.Again again) {
    UUID id = call.id();
    attempts
        .lock(id)
        .ifPresent(attempt ->
            refusedCalls.putBack(id, call.refusals(), reason, again.pause(), again.singledOut()));
    Transactions.afterCommit(admission::poke);
    count(reason);
    log(id, reason)
        .addKeyValue("pause", again.pause())
        .addKeyValue("singled_out", again.singledOut())
        .log("provider takes nothing for now");
  }

  private void refused(Call call, String how, FailureKind kind) {
    UUID id = call.id();
    attempts
        .lock(id)
        .filter(attempt ->
            refusedCalls.failed(id, call.refusals(), kind.message(), kind.code(), kind.retryable()))
        .ifPresent(attempt -> {
          songs.failed(attempt.generation(), kind.message(), kind.retryable());
          meters.counter("songs", "outcome", "failed", "reason", kind.code()).increment();
        });
    Transactions.afterCommit(admission::poke);
    count("refused");
    log(id, "refused").addKeyValue("how", how).log("provider refused the song");
  }

  private void count(String outcome) {
    meters.counter("provider.submissions", "outcome", outcome).increment();
  }

  private static LoggingEventBuilder log(UUID id, String outcome) {
    return log.atInfo().addKeyValue("generation_id", id).addKeyValue("outcome", outcome);
  }
}
