package ai.babymusic.worker.jobs;

import com.github.kagkarlsson.scheduler.task.TaskInstance;

/** One run of a job. It may be run again at any point: it begins by reading how things stand. */
@FunctionalInterface
public interface Step<T> {
  Next<T> run(TaskInstance<T> job);
}
