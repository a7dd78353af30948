package ai.babymusic.worker.jobs;

import ai.babymusic.worker.tracing.SongTrace;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes each run of a job for an attempt part of its song's trace: they begin with its id. */
@Component
class TracedJobs implements ExecutionInterceptor {

  private static final int UUID_LENGTH = 36;

  private final SongTrace trace;

  TracedJobs(SongTrace trace) {
    this.trace = trace;
  }

  @Override
  public CompletionHandler<?> execute(
      TaskInstance<?> job, ExecutionContext context, ExecutionChain chain) {
    String id = job.getId();
    return id.length() < UUID_LENGTH
        ? chain.proceed(job, context)
        : trace.during(
            UUID.fromString(id.substring(0, UUID_LENGTH)),
            job.getTaskName(),
            () -> chain.proceed(job, context));
  }
}
