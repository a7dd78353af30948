package ai.babymusic.streaks;

import ai.babymusic.schemas.probes.KafkaProbe;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Activities wait in Kafka; without it the projector has nothing to do. */
@Component
class KafkaHealthIndicator extends AbstractHealthIndicator implements AutoCloseable {

  private final KafkaProbe kafka;

  KafkaHealthIndicator(KafkaAdmin configuration) {
    super("Kafka cannot be asked");
    kafka = new KafkaProbe(configuration.getConfigurationProperties());
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.status(kafka.answers() ? "UP" : "DOWN");
  }

  @Override
  public void close() {
    kafka.close();
  }
}
