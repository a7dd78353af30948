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
 * Ready while Kafka answers, and once the partitions of the topic and of its dead letters are
 * known, so that no callback need wait for them. Whoever calls all the same is told with a 503.
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
              .withDetail("partitions", partitions(Topic.PIAPI_TASKS.address()))
              .withDetail("dead_letters", partitions(Topic.PIAPI_TASKS.deadLetterAddress()))
              .build()
          : Health.down().withDetail("kafka", "does not answer").build();
    } catch (KafkaException | org.apache.kafka.common.KafkaException unknown) {
      return Health.down().withDetail("topic", "is unknown").build();
    }
  }

  private int partitions(String topic) {
    return kafka.partitionsFor(topic).size();
  }

  @Override
  public void destroy() {
    probe.close();
  }
}
