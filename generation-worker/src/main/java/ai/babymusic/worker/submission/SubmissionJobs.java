package ai.babymusic.worker.submission;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.jobs.JobTasks;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SubmissionJobs {

  @Bean
  Task<Void> submit(SubmissionJob job) {
    return JobTasks.task(Admission.SUBMISSION, job);
  }
}
