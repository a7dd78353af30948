package ai.babymusic.worker.kafka;

import ai.babymusic.schemas.probes.KafkaProbe;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Whether the cluster answers and every listener runs. */
@Component
class KafkaHealthIndicator implements HealthIndicator, DisposableBean {

  private final KafkaProbe kafka;
  private final KafkaListenerEndpointRegistry listeners;

  KafkaHealthIndicator(KafkaAdmin configuration, KafkaListenerEndpointRegistry listeners) {
    this.kafka = new KafkaProbe(configuration.getConfigurationProperties());
    this.listeners = listeners;
  }

  @Override
  public Health health() {
    if (!kafka.answers()) {
      return Health.down().withDetail("kafka", "does not answer").build();
    }
    return listeners.getListenerContainers().stream().allMatch(MessageListenerContainer::isRunning)
        ? Health.up().build()
        : Health.down().withDetail("listeners", "do not run").build();
  }

  @Override
  public void destroy() {
    kafka.close();
  }
}
