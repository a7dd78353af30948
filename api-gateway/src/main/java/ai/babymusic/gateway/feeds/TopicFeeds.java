package ai.babymusic.gateway.feeds;

import ai.babymusic.schemas.topics.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Makes feeds from what is configured of Kafka. */
@Component
public class TopicFeeds {

  private final Map<String, Object> configuration;
  private final MeterRegistry meters;

  TopicFeeds(ConsumerFactory<?, ?> factory, MeterRegistry meters) {
    this.configuration = new HashMap<>(factory.getConfigurationProperties());
    this.configuration.keySet().removeIf(key -> key.startsWith("group."));
    this.meters = meters;
  }

  /** A feed that is still to be started. */
  public TopicFeed of(Topic topic, TopicFeed.From from, TopicFeed.Reader reader) {
    var restarts =
        Counter.builder("feed.restarts")
            .description("How often a topic's reader began anew after a fault")
            .tag("topic", topic.address())
            .register(meters);
    var unreadable =
        Counter.builder("feed.records.unreadable")
            .description("Records that a topic's reader skipped")
            .tag("topic", topic.address())
            .register(meters);
    return new TopicFeed(topic, from, reader, configurationOf(topic, from), restarts, unreadable);
  }

  private Map<String, Object> configurationOf(Topic topic, TopicFeed.From from) {
    var own = new HashMap<>(configuration);
    own.put(ConsumerConfig.CLIENT_ID_CONFIG, "api-gateway-" + topic.address());
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, from.name().toLowerCase(Locale.ROOT));
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // One record is worth a packet of its own.
    own.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    own.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return own;
  }
}
