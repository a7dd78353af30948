package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.jobs.JobTasks;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LyricsJobs {

  @Bean
  Task<Void> writeLyrics(LyricsJob job) {
    return JobTasks.task(LyricsJob.KIND, job);
  }
}
