package ai.babymusic.worker.jobs;

import ai.babymusic.worker.transactions.Transactions;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Where jobs are left. A job is part of the transaction that makes it due: it exists if that
 * commits, and a scheduler looks for it at once.
 */
@Component
public class Jobs {

  /** Asked for late: the scheduler knows the tasks, and some tasks leave jobs themselves. */
  private final ObjectProvider<Scheduler> scheduler;

  Jobs(ObjectProvider<Scheduler> scheduler) {
    this.scheduler = scheduler;
  }

  /** Leaves {@code job} to be done now, unless it is already there. */
  public <T> void now(TaskInstance<T> job) {
    scheduler.getObject().scheduleIfNotExists(job, Instant.now());
    Transactions.afterCommit(() -> scheduler.getObject().triggerCheckForDueExecutions());
  }

  /** Leaves {@code job} to be done later, unless it is already there. */
  public <T> void in(Duration delay, TaskInstance<T> job) {
    scheduler.getObject().scheduleIfNotExists(job, Instant.now().plus(delay));
  }
}
