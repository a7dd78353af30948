package ai.babymusic.gateway.feeds;

import ai.babymusic.schemas.probes.KafkaProbe;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Without Kafka a gateway is degraded, and ready: songs are accepted, streams filled all the same.
 */
@Component
class KafkaHealthIndicator implements HealthIndicator, DisposableBean {

  private static final Status DEGRADED =
      new Status("DEGRADED", "live updates are late, activities are not taken");

  private final KafkaProbe kafka;

  KafkaHealthIndicator(KafkaAdmin configuration) {
    this.kafka = new KafkaProbe(configuration.getConfigurationProperties());
  }

  @Override
  public Health health() {
    return kafka.answers()
        ? Health.up().build()
        : Health.status(DEGRADED).withDetail("kafka", "does not answer").build();
  }

  @Override
  public void destroy() {
    kafka.close();
  }
}
