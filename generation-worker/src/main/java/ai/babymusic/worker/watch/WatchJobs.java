package ai.babymusic.worker.watch;

import ai.babymusic.worker.generations.OldAttempts;
import ai.babymusic.worker.jobs.JobTasks;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WatchJobs {

  private static final int LOG_KEPT_DAYS = 90;

  @Bean
  Task<TimeUp> watch(WatchJob job) {
    return JobTasks.task(WatchJob.KIND, job);
  }

  @Bean
  Task<Void> forgetOldAttempts(OldAttempts attempts) {
    return Tasks.recurring("forget-old-attempts", FixedDelay.ofHours(6))
        .execute((job, context) -> attempts.forgetOlderThan(LOG_KEPT_DAYS));
  }
}
