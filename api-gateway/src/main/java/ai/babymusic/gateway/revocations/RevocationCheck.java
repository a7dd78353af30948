package ai.babymusic.gateway.revocations;

import ai.babymusic.gateway.GatewaySettings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the database for the revocations, before the first request and then again and again: a relay
 * or a Kafka that stands still opens nothing again, and delays a revocation by one interval.
 */
@Component
class RevocationCheck implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RevocationCheck.class);
  private static final Duration UNTIL_FIRST_ANSWER = Duration.ofSeconds(1);

  private final AnnouncedRevocations announced;
  private final RevokedSessions revoked;
  private final RevocationFeed feed;
  private final Duration interval;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("revocations").factory());
  private volatile boolean running;

  RevocationCheck(
      AnnouncedRevocations announced,
      RevokedSessions revoked,
      RevocationFeed feed,
      GatewaySettings settings) {
    this.announced = announced;
    this.revoked = revoked;
    this.feed = feed;
    this.interval = settings.auth().revocationCheck();
  }

  @Override
  public void start() {
    running = true;
    feed.start();
    check();
    next();
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    feed.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server takes requests, and until it no longer does. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
  }

  private void next() {
    long millis = (revoked.isComplete() ? interval : UNTIL_FIRST_ANSWER).toMillis();
    // A little early now and then, so that many gateways do not ask in step.
    long pause = ThreadLocalRandom.current().nextLong(millis - millis / 5, millis + 1);
    var _ =
        timer.schedule(
            () -> {
              check();
              next();
            },
            pause,
            TimeUnit.MILLISECONDS);
  }

  private void check() {
    try {
      announced.ofTheLast(revoked.memory()).forEach(revoked::add);
      revoked.complete();
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("cause", e.toString()).log("cannot ask for revocations now");
    }
    revoked.forgetExpired();
  }
}
