package ai.babymusic.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does for one topic, while it is open, what the relay does for all: outbox rows go to Kafka. */
public final class TopicRelay implements AutoCloseable {

  private final Topic topic;
  private final JdbcClient jdbc = Admin.jdbc();
  private final Set<Long> published = new HashSet<>();
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers(), "linger.ms", 0),
          new StringSerializer(),
          new StringSerializer());
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private TopicRelay(Topic topic) {
    this.topic = topic;
  }

  public static TopicRelay of(Topic topic) {
    var relay = new TopicRelay(topic);
    var _ = relay.timer.scheduleWithFixedDelay(relay::publish, 0, 20, TimeUnit.MILLISECONDS);
    return relay;
  }

  @Override
  public void close() {
    timer.close();
    producer.close();
  }

  private void publish() {
    jdbc.sql("select id, key, type, payload from public.outbox where topic = ? order by id")
        .param(topic.address())
        .query((row, number) -> {
          if (published.add(row.getLong("id"))) {
            var announced =
                new ProducerRecord<>(
                    topic.address(), row.getString("key"), row.getString("payload"));
            announced.headers().add("ce_type", row.getString("type").getBytes(UTF_8));
            var _ = producer.send(announced);
          }
          return number;
        })
        .list();
  }
}
