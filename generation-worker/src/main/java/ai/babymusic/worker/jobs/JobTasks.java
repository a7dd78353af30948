package ai.babymusic.worker.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;

/** Makes tasks for db-scheduler whose runs are never lost: what fails is tried again for ever. */
public final class JobTasks {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 8;

  private JobTasks() {}

  /** A task of {@code kind} that does {@code step}. */
  public static <T> Task<T> task(TaskDescriptor<T> kind, Step<T> step) {
    return Tasks.custom(kind)
        .onDeadExecutionRevive()
        .onFailure(backOff())
        .execute((job, context) -> completion(step.run(job)));
  }

  /** A pause that doubles with each failure in a row, up to half a minute. */
  public static <T> FailureHandler<T> backOff() {
    return (execution, operations) -> {
      int failures = execution.getExecution().consecutiveFailures;
      operations.reschedule(execution, execution.getTimeDone().plus(pause(failures)));
    };
  }

  private static <T> CompletionHandler<T> completion(Next<T> next) {
    return switch (next) {
      case Next.Done<T>() -> new CompletionHandler.OnCompleteRemove<>();
      case Next.Again<T>(Duration after, T data) ->
          (execution, operations) ->
              operations.reschedule(execution, execution.getTimeDone().plus(after), data);
    };
  }

  static Duration pause(int failures) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
