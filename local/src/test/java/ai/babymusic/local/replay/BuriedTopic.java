package ai.babymusic.local.replay;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A topic with dead letters, and what has come back to it. */
final class BuriedTopic implements AutoCloseable {

  private final String kafka;
  private final String topic = "replayed." + UUID.randomUUID();
  private final KafkaProducer<String, String> producer;

  BuriedTopic(String kafka) throws Exception {
    this.kafka = kafka;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer());
    make(topic);
    make(letters());
  }

  String name() {
    return topic;
  }

  String letters() {
    return Topic.deadLetterAddress(topic);
  }

  void bury(@Nullable String key, @Nullable String value, Map<String, String> headers)
      throws Exception {
    var letter = new ProducerRecord<>(letters(), key, value);
    headers.forEach((name, text) -> DeadLetterHeaders.add(letter.headers(), name, text));
    DeadLetterHeaders.explain(letter.headers(), new IllegalStateException("it was too early"));
    DeadLetterHeaders.add(letter.headers(), DeadLetterHeaders.ORIGINAL_TOPIC, topic);
    producer.send(letter).get();
  }

  /** Of another topic, though it lies here. */
  void buryOf(String originalTopic, String key, String value) throws Exception {
    var letter = new ProducerRecord<>(letters(), key, value);
    DeadLetterHeaders.add(letter.headers(), DeadLetterHeaders.ORIGINAL_TOPIC, originalTopic);
    producer.send(letter).get();
  }

  void make(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  List<String> values() {
    return records().stream().map(ConsumerRecord::value).toList();
  }

  /** All that came back. */
  List<ConsumerRecord<String, String>> records() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<String, String>> found = new ArrayList<>();
      while (consumer.position(partition) < end) {
        found.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
      }
      return found;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
