package ai.babymusic.ingest;

import ai.babymusic.schemas.probes.KafkaProbe;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Ready while Kafka answers, and once the topic's partitions are known, so that the first callback
 * need not wait for them. Whoever calls all the same is told with a 503.
 */
@Component
class TopicHealthIndicator implements HealthIndicator, DisposableBean {

  private final KafkaTemplate<String, CloudEvent> kafka;
  private final KafkaProbe probe;

  TopicHealthIndicator(KafkaTemplate<String, CloudEvent> kafka, KafkaAdmin configuration) {
    this.kafka = kafka;
    this.probe = new KafkaProbe(configuration.getConfigurationProperties());
  }

  @Override
  public Health health() {
    try {
      return probe.answers()
          ? Health.up()
              .withDetail("partitions", kafka.partitionsFor(Topic.PIAPI_TASKS.address()).size())
              .build()
          : Health.down().withDetail("kafka", "does not answer").build();
    } catch (KafkaException | org.apache.kafka.common.KafkaException unknown) {
      return Health.down().withDetail("topic", "is unknown").build();
    }
  }

  @Override
  public void destroy() {
    probe.close();
  }
}
