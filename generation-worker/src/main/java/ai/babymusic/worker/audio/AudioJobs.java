package ai.babymusic.worker.audio;

import ai.babymusic.worker.jobs.JobTasks;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AudioJobs {

  @Bean
  Task<StoreOrder> store(StoreJob job) {
    return JobTasks.task(StoreJob.KIND, job);
  }

  @Bean
  Task<RemovalJob.Owner> removeAudio(RemovalJob job) {
    return JobTasks.task(RemovalJob.KIND, job);
  }
}
