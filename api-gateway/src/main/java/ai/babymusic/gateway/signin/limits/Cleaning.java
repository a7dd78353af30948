package ai.babymusic.gateway.signin.limits;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Once a minute, on every gateway, forgets who has not been here lately. */
@Component
class Cleaning implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Cleaning.class);

  private final Buckets buckets;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rate-limits").factory());

  Cleaning(Buckets buckets) {
    this.buckets = buckets;
    var _ = timer.scheduleWithFixedDelay(this::clean, 1, 1, TimeUnit.MINUTES);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }

  private void clean() {
    try {
      buckets.removeExpired();
    } catch (DataAccessException | TransactionException e) {
      log.atWarn().addKeyValue("cause", e.toString()).log("expired rate limits stay for now");
    }
  }
}
