package ai.babymusic.worker.admission;

import ai.babymusic.worker.settings.WorkerSettings;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A look now and then, for pauses that end and for pokes that a dying worker kept to itself. */
@Configuration(proxyBeanMethods = false)
class AdmissionJobs {

  @Bean
  Task<Void> admit(Admission admission, WorkerSettings settings) {
    return Tasks.recurring("admit", FixedDelay.of(settings.piapi().admitEvery()))
        .execute((job, context) -> admission.admitAll());
  }
}
