package ai.babymusic.local.replay;

import ai.babymusic.local.settings.Refusal;
import ai.babymusic.schemas.topics.KafkaAccess;
import ai.babymusic.schemas.topics.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Brings the dead letters of one topic back, up to those that are there when it begins: what fails
 * again is for the next replay. How far it came is the offset of a consumer group, committed once
 * Kafka holds what was sent: one that was killed goes on where it was, and may repeat one record,
 * which every consumer knows by its id.
 */
public final class Replay implements AutoCloseable {

  private static final Duration A_WHILE = Duration.ofMillis(200);

  private final KafkaAccess kafka;
  private final TopicPartition letters;
  private final PrintWriter out;
  private final KafkaConsumer<byte[], byte[]> consumer;

  public Replay(KafkaAccess kafka, String deadLetterTopic, PrintWriter out) {
    this.kafka = kafka;
    this.letters = new TopicPartition(deadLetterTopic, 0);
    this.out = out;
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topic.DEAD_LETTER_REPLAY_GROUP);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * Topic.DEAD_LETTER_MAX_BYTES);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Returns when all are back.
   *
   * @throws Refusal naming what does not exist, or what Kafka did not take
   */
  public void run(Beginning beginning) throws InterruptedException {
    try {
      Tally tally = each(beginning, true);
      out.println(tally.summary("Replayed", letters.topic()));
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /** Only says what {@link #run} would do. */
  public void rehearse(Beginning beginning) throws InterruptedException {
    try {
      Tally tally = each(beginning, false);
      out.println(tally.summary("Would replay", letters.topic()));
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  private Tally each(Beginning beginning, boolean really) throws InterruptedException {
    Set<String> topics = requireTopic();
    consumer.assign(List.of(letters));
    Kept kept = Kept.in(letters, consumer);
    consumer.seek(letters, kept.offset(beginning, consumer));
    Tally tally = new Tally();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      while (consumer.position(letters) < kept.end()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(A_WHILE).records(letters)) {
          if (record.offset() < kept.end()) {
            DeadLetter letter = new DeadLetter(record);
            requireOriginalTopic(letter, topics);
            if (really) {
              bringBack(letter, producer);
            }
            out.println("  " + tally.count(letter));
          }
        }
      }
    }
    return tally;
  }

  /** One after the other: they are few, and so no more than one is ever repeated. */
  private void bringBack(DeadLetter letter, KafkaProducer<byte[], byte[]> producer)
      throws InterruptedException {
    if (letter.refusedAnnouncement() == null) {
      try {
        producer.send(letter.original()).get();
      } catch (ExecutionException e) {
        throw new Refusal(
            "Kafka does not take dead letter %d, so the replay ends before it: %s"
                .formatted(letter.record().offset(), e.getCause()));
      }
    }
    consumer.commitSync(Map.of(letters, new OffsetAndMetadata(letter.record().offset() + 1)));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.DEAD_LETTER_MAX_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** All topics there are. */
  private Set<String> requireTopic() {
    Map<String, List<PartitionInfo>> topics = consumer.listTopics();
    List<PartitionInfo> partitions = topics.get(letters.topic());
    if (partitions == null || !DeadLetter.isTopic(letters.topic())) {
      String others =
          topics.keySet().stream()
              .filter(DeadLetter::isTopic)
              .sorted()
              .collect(Collectors.joining(", "));
      throw new Refusal(
          "%s holds no dead letters; these do: %s".formatted(letters.topic(), others));
    }
    if (partitions.size() != 1) {
      throw new Refusal(
          "%s has %d partitions: provision makes one"
              .formatted(letters.topic(), partitions.size()));
    }
    return topics.keySet();
  }

  private static void requireOriginalTopic(DeadLetter letter, Set<String> topics) {
    if (!topics.contains(letter.originalTopic())) {
      throw new Refusal(
          "dead letter %d belongs to topic %s, which does not exist: the replay ends before it"
              .formatted(letter.record().offset(), letter.originalTopic()));
    }
  }

  private Refusal refused(KafkaException e) {
    return new Refusal(
        e instanceof TimeoutException
            ? "Kafka does not answer at " + kafka.bootstrapServers()
            : "Kafka refuses: " + e.getMessage());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
