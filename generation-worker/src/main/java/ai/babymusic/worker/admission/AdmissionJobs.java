package ai.babymusic.worker.admission;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A look every second, for pauses that end and for pokes that a dying worker kept to itself. */
@Configuration(proxyBeanMethods = false)
class AdmissionJobs {

  @Bean
  Task<Void> admit(Admission admission) {
    return Tasks.recurring("admit", FixedDelay.ofSeconds(1))
        .execute((job, context) -> admission.admitAll());
  }
}
