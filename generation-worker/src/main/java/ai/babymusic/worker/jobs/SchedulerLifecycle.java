package ai.babymusic.worker.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Jobs run while the application does: started last, stopped before what they use. A database that
 * is away at the start is waited for, since the scheduler leaves its recurring jobs there only
 * then.
 */
final class SchedulerLifecycle implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SchedulerLifecycle.class);
  private static final Duration LONGEST_WAIT_FOR_THE_START = Duration.ofSeconds(8);

  private static final RetryTemplate UNTIL_THE_DATABASE_IS_THERE =
      new RetryTemplate(
          RetryPolicy.builder()
              .maxRetries(Long.MAX_VALUE)
              .delay(Duration.ofSeconds(1))
              .predicate(failure -> failure instanceof DataAccessException)
              .build());

  private final Scheduler scheduler;
  private final JdbcClient jdbc;
  private volatile @Nullable Thread starting;

  SchedulerLifecycle(Scheduler scheduler, JdbcClient jdbc) {
    this.scheduler = scheduler;
    this.jdbc = jdbc;
  }

  @Override
  public void start() {
    starting = Thread.ofVirtual().name("jobs-start").start(this::startOnceTheDatabaseIsThere);
  }

  private void startOnceTheDatabaseIsThere() {
    try {
      UNTIL_THE_DATABASE_IS_THERE.invoke(() -> {
        jdbc.sql("select 1").query(Integer.class).single();
      });
    } catch (RuntimeException e) {
      log.atInfo().setCause(e).log("stopped before jobs could start");
      return;
    }
    scheduler.start();
  }

  @Override
  public void stop() {
    Thread begun = starting;
    if (begun != null) {
      begun.interrupt();
      try {
        begun.join(LONGEST_WAIT_FOR_THE_START);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    scheduler.stop();
    starting = null;
  }

  @Override
  public boolean isRunning() {
    return starting != null;
  }
}
