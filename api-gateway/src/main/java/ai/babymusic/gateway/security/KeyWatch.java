package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the file of keys now and then. By its content: neither its time nor the file system's
 * notices tell reliably of a mounted secret that was exchanged.
 */
@Component
class KeyWatch implements SmartLifecycle {

  private final AccessTokenKeys keys;
  private final long millis;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keys").factory());
  private volatile boolean running;

  KeyWatch(AccessTokenKeys keys, GatewaySettings settings) {
    this.keys = keys;
    this.millis = settings.auth().jwksCheck().toMillis();
  }

  @Override
  public void start() {
    var _ = timer.scheduleWithFixedDelay(keys::follow, millis, millis, TimeUnit.MILLISECONDS);
    running = true;
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
