package ai.babymusic.ingest;

import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Ready once the topic's partitions are known, so that the first callback need not wait for them.
 * It stays ready when Kafka goes away: callers are told so themselves, with a 503.
 */
@Component
class TopicHealthIndicator implements HealthIndicator {

  private final KafkaTemplate<String, CloudEvent> kafka;

  TopicHealthIndicator(KafkaTemplate<String, CloudEvent> kafka) {
    this.kafka = kafka;
  }

  @Override
  public Health health() {
    try {
      return Health.up()
          .withDetail("partitions", kafka.partitionsFor(Topic.PIAPI_TASKS.address()).size())
          .build();
    } catch (KafkaException | org.apache.kafka.common.KafkaException unknown) {
      return Health.down().withDetail("kafka", "does not answer").build();
    }
  }
}
