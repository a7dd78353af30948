package ai.babymusic.worker.jobs;

import ai.babymusic.worker.settings.WorkerSettings;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** db-scheduler, set so that a dead worker's job is taken over within 10 s. */
@Configuration(proxyBeanMethods = false)
class JobRunner {

  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration LAST_WAIT = Duration.ofSeconds(8);

  @Bean
  Scheduler scheduler(
      DataSource dataSource, WorkerSettings settings, List<Task<?>> tasks, TracedJobs traced) {
    return Scheduler.create(
            new TransactionAwareDataSourceProxy(dataSource),
            tasks.stream().filter(task -> !(task instanceof RecurringTask)).toList())
        .startTasks(atStart(tasks))
        .serializer(new JsonData())
        // Else it asks the database which it is, and a worker dies that starts before it.
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
        .threads(settings.jobs().threads())
        .executorService(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory()))
        .pollUsingLockAndFetch(0.5, 1.0)
        .pollingInterval(settings.jobs().pollInterval())
        .heartbeatInterval(settings.jobs().heartbeat())
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .addExecutionInterceptor(traced)
        .schedulerName(new SchedulerName.Fixed(name()))
        .shutdownMaxWait(LAST_WAIT)
        .build();
  }

  @Bean
  SchedulerLifecycle schedulerLifecycle(Scheduler scheduler, JdbcClient jdbc) {
    return new SchedulerLifecycle(scheduler, jdbc);
  }

  /** Two starts of one worker are two names: the first one's jobs must count as left behind. */
  private static String name() {
    return "worker-" + ManagementFactory.getRuntimeMXBean().getPid() + "-" + UUID.randomUUID();
  }

  private static List<RecurringTask<?>> atStart(List<Task<?>> tasks) {
    List<RecurringTask<?>> found = new ArrayList<>();
    for (Task<?> task : tasks) {
      if (task instanceof RecurringTask<?> recurring) {
        found.add(recurring);
      }
    }
    return found;
  }
}
