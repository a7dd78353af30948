package ai.babymusic.relay;

import ai.babymusic.schemas.probes.KafkaProbe;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Ready is a relay that streams or stands by, while Kafka answers. */
@Component
class RelayHealthIndicator implements HealthIndicator, DisposableBean {

  private final Standing standing;
  private final Publisher publisher;
  private final Lag lag;
  private final RelayProperties settings;
  private final KafkaProbe kafka;

  RelayHealthIndicator(
      Standing standing,
      Publisher publisher,
      Lag lag,
      RelayProperties settings,
      KafkaAdmin kafkaAdmin) {
    this.standing = standing;
    this.publisher = publisher;
    this.lag = lag;
    this.settings = settings;
    kafka = new KafkaProbe(kafkaAdmin.getConfigurationProperties());
  }

  @Override
  public Health health() {
    Health.Builder health =
        switch (standing.state()) {
          case Standing.Standby _ -> Health.up().withDetail("role", "standby");
          case Standing.Preparing(String what) ->
              Health.down().withDetail("role", "leader").withDetail("reason", what);
          case Standing.Streaming(String slot) ->
              Health.up().withDetail("role", "leader").withDetail("slot", slot);
          case Standing.Interrupted(String reason) -> Health.down().withDetail("reason", reason);
        };
    if (!kafka.answers()) {
      health.down().withDetail("kafka", "does not answer");
    } else if (lag.waiting().compareTo(settings.stuckAfter()) > 0) {
      health.down().withDetail("kafka", "does not take announcements: " + publisher.faults());
    }
    return health.build();
  }

  @Override
  public void destroy() {
    kafka.close();
  }
}
