package ai.babymusic.worker.requests;

import ai.babymusic.worker.settings.WorkerSettings;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RequestJobs {

  @Bean
  Task<Void> beginForgotten(ForgottenRequests requests, WorkerSettings settings) {
    return Tasks.recurring("begin-forgotten", FixedDelay.of(settings.jobs().lookForForgotten()))
        .execute((job, context) -> requests.sweep());
  }
}
