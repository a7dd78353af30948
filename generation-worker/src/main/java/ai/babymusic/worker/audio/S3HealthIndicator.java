package ai.babymusic.worker.audio;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether audio could be stored now. Asking also keeps a connection warm for the next song. */
@Component
class S3HealthIndicator extends AbstractHealthIndicator {

  private final AudioStorage storage;

  S3HealthIndicator(AudioStorage storage) {
    super("the bucket cannot be reached");
    this.storage = storage;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    storage.check();
    builder.up();
  }
}
