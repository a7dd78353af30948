package ai.babymusic.worker.admission;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.jobs.Jobs;
import ai.babymusic.worker.provider.Submission;
import ai.babymusic.worker.settings.WorkerSettings;
import ai.babymusic.worker.transactions.Transactions;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets waiting attempts go to the provider while the plan has room: one after the other over all
 * workers, each in a transaction of its own.
 */
@Component
public class Admission {

  /** What an admitted attempt is given: a job named by generation and count of refusals. */
  public static final TaskDescriptor<Void> SUBMISSION = TaskDescriptor.of("submit");

  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final Plan plan;
  private final Attempts attempts;
  private final Generations generations;
  private final Songs songs;
  private final Jobs jobs;
  private final Transactions transactions;
  private final WorkerSettings.Piapi settings;
  private final CoalescedRuns pokes =
      new CoalescedRuns(run -> Thread.ofVirtual().name("admission").start(run), this::admitSoon);

  Admission(
      Plan plan,
      Attempts attempts,
      Generations generations,
      Songs songs,
      Jobs jobs,
      Transactions transactions,
      WorkerSettings settings) {
    this.plan = plan;
    this.attempts = attempts;
    this.generations = generations;
    this.songs = songs;
    this.jobs = jobs;
    this.transactions = transactions;
    this.settings = settings.piapi();
  }

  /** Somebody has begun to wait, or a place has become free. Returns at once. */
  public void poke() {
    pokes.want();
  }

  private void admitSoon() {
    try {
      admitAll();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("admission is left to its next turn");
    }
  }

  /** Admits until nobody waits or nothing is free. */
  void admitAll() {
    while (transactions.call(this::admitOne)) {
      // Each look is a new transaction, so each sees what the last one has done.
    }
  }

  private boolean admitOne() {
    plan.lock();
    PlanState state = plan.state();
    if (state.paused() && state.reason() != null) {
      plan.explain(state.reason());
    } else if (state.failures() == 0) {
      plan.explainNothing();
    }
    if (!state.admits(settings.maxConcurrentTasks())) {
      return false;
    }
    Optional<Attempt> next = plan.next().flatMap(attempts::lock);
    next.filter(attempt -> attempt.status() == GenerationStatus.WAITING).ifPresent(this::admit);
    return next.isPresent();
  }

  private void admit(Attempt attempt) {
    Generation generation = attempt.generation();
    UUID id = generation.id();
    if (attempt.song() == null) {
      generations.cancelled(id, "song_deleted");
      return;
    }
    generations.submitting(id);
    songs.composing(generation);
    // The count makes it another job than the one that was refused and may just be ending.
    jobs.now(SUBMISSION.instance(id + "." + generation.refusals()).build());
  }

  /**
   * Nobody is admitted until the end of the transaction. Whoever is to lower the plan in it calls
   * this before it locks an attempt: in the other order two of them would wait for each other.
   */
  public void hold() {
    plan.lock();
  }

  /**
   * The provider has taken a task of that attempt, which says so: what it refused earlier may be
   * tried again. A transaction of its own, outside of any other.
   */
  public void accepted(UUID generation) {
    transactions.run(() -> {
      plan.lock();
      plan.restore(generation);
    });
  }

  /**
   * The provider has made a song: tasks no longer fail for what others would fail for, too. A
   * transaction of its own, outside of any other.
   */
  public void made() {
    boolean restored =
        transactions.call(() -> {
          plan.lock();
          return plan.restoreForTasks();
        });
    if (restored) {
      poke();
    }
  }

  /** The provider took nothing. Call it before the attempt is put back. */
  public Refusal refused(Generation generation, Submission.NotNow refusal) {
    plan.lock();
    PlanState before = plan.state();
    Duration planned = pause(refusal.reason(), before.failures() + 1, refusal.retryAfter());
    // It still holds the place that it is about to give back.
    lower(before, before.running() - 1, refusal.reason(), planned, false);
    boolean singledOut = before.singlesOut(refusal.reason());
    if (singledOut && PlanState.hopeless(generation.singledOut() + 1)) {
      return new Refusal.Never("while others were taken");
    }
    if (PlanState.refusedForGood(refusal.reason(), generation.refusedFor())) {
      return new Refusal.Never("for a day");
    }
    // Longer than the plan's pause, so that another goes first: the fault may be this song's alone.
    Duration pause = planned.plus(settings.pauses().after(generation.refusals() + 1));
    return new Refusal.Again(pause, singledOut);
  }

  /** Nobody knows whether the provider took it: the others had better not go the same way. */
  public void lost() {
    plan.lock();
    PlanState before = plan.state();
    Duration pause = PlanState.pauseAfterLost(before.failures() + 1, settings.pauses());
    lower(before, before.running(), Submission.Reason.UNAVAILABLE, pause, false);
    log.atDebug().addKeyValue("failures", before.failures() + 1).log("an answer was lost");
  }

  /**
   * A task that the provider had taken failed for lack of credits, and so would the others. Call it
   * once the attempt has failed.
   */
  public void outOfCredits() {
    plan.lock();
    PlanState before = plan.state();
    Submission.Reason reason = Submission.Reason.NO_CREDITS;
    Duration pause = pause(reason, before.failures() + 1, null);
    lower(before, before.running(), reason, pause, true);
    log.atWarn().addKeyValue("failures", before.failures() + 1).log("the account has no credits");
  }

  /** While {@code others} go on holding their places, whatever becomes of this attempt. */
  private void lower(
      PlanState before, int others, Submission.Reason reason, Duration pause, boolean toldByTask) {
    boolean byTask = toldByTask || before.toldByTask();
    plan.lower(
        reason,
        PlanState.ceilingAfter(reason, byTask, Math.max(others, 0)),
        before.failures() + 1,
        pause,
        byTask);
  }

  private Duration pause(Submission.Reason reason, int failures, @Nullable Duration retryAfter) {
    return PlanState.pauseAfter(reason, failures, retryAfter, settings.pauses());
  }
}
