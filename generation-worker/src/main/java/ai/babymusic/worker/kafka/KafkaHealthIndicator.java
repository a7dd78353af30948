package ai.babymusic.worker.kafka;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Whether the cluster answers and every listener runs. */
@Component
class KafkaHealthIndicator extends AbstractHealthIndicator implements DisposableBean {

  private static final long LONGEST_WAIT_SECONDS = 2;

  private final Admin admin;
  private final KafkaListenerEndpointRegistry listeners;

  KafkaHealthIndicator(KafkaAdmin configuration, KafkaListenerEndpointRegistry listeners) {
    super("Kafka cannot be reached");
    this.admin = Admin.create(configuration.getConfigurationProperties());
    this.listeners = listeners;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws Exception {
    int nodes = admin.describeCluster().nodes().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS).size();
    boolean listening =
        listeners.getListenerContainers().stream().allMatch(MessageListenerContainer::isRunning);
    builder.status(listening ? "UP" : "DOWN").withDetail("nodes", nodes);
  }

  @Override
  public void destroy() {
    admin.close();
  }
}
