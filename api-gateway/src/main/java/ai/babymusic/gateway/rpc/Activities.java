package ai.babymusic.gateway.rpc;

import ai.babymusic.gateway.tracing.RequestTrace;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.UserActivity.UserActive;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * {@code user.activity.v1}, written directly: an activity changes nothing of ours by itself, so
 * there is no row that it would have to be in step with.
 */
@Component
class Activities implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Activities.class);
  private static final URI SOURCE = URI.create("/api-gateway");

  private final Producer<String, CloudEvent> producer;
  private final Clock clock;

  Activities(KafkaProperties kafka, Clock clock) {
    var settings = new HashMap<>(kafka.buildProducerProperties());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "api-gateway-activities");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0); // a caller is waiting
    // Together 3 s: then the record is given up before the caller has its 503, and cannot come
    // later.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new CloudEventSerializer());
    this.clock = clock;
  }

  /**
   * The user is active now. The zone is left to the profile, so that this works without a database.
   *
   * @return whether all in-sync replicas hold it
   */
  boolean publish(UUID user) {
    Instant now = clock.instant();
    String key = user.toString();
    CloudEvent event =
        EventCodec.write(
            new UserActive(user, now, null), UUID.randomUUID().toString(), SOURCE, key, now);
    try {
      var record = new ProducerRecord<>(Topic.USER_ACTIVITY.address(), key, event);
      RequestTrace.current().ifPresent(trace -> trace.putOn(record.headers()));
      producer.send(record).get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      log.atWarn()
          .addKeyValue("topic", Topic.USER_ACTIVITY.address())
          .addKeyValue("cause", e.toString())
          .log("activity not published");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void destroy() {
    producer.close(Duration.ofSeconds(3));
  }
}
