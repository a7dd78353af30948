package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What callers were told is stored, and what Kafka holds since this was made. */
final class Deliveries implements AutoCloseable {

  private static final List<String> TOPICS =
      List.of(Topic.PIAPI_TASKS.address(), Topic.PIAPI_TASKS.deadLetterAddress());

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> begin;
  private final long run = UUID.randomUUID().getLeastSignificantBits();
  private final BitSet promised = new BitSet();
  private int promisedToFunction;

  Deliveries(String kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    begin = consumer.endOffsets(partitions);
  }

  /** The generation of the numbered callback. */
  UUID generation(int number) {
    return new UUID(number, run);
  }

  synchronized void promised(int number) {
    promised.set(number);
  }

  synchronized void promisedToFunction() {
    promisedToFunction++;
  }

  synchronized int count() {
    return promised.cardinality() + promisedToFunction;
  }

  /** Reads all of it: nothing is missing, nothing is there twice, and no secret is in it. */
  synchronized void assertKept() {
    Map<TopicPartition, Long> end = consumer.endOffsets(begin.keySet());
    begin.forEach(consumer::seek);
    var kept = new BitSet();
    int ofFunction = 0;
    while (end.entrySet().stream()
        .anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        int number = number(record);
        assertThat(number >= 0 && kept.get(number)).as("number %s twice", number).isFalse();
        if (number < 0) {
          ofFunction++;
        } else {
          kept.set(number);
        }
        String text = new String(record.value(), UTF_8);
        assertThat(secrets(number)).noneMatch(text::contains);
        assertThat(text).doesNotContain("\u0000");
      }
    }
    assertThat(kept).isEqualTo(promised);
    assertThat(ofFunction).isEqualTo(promisedToFunction);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Stream<String> secrets(int number) {
    return number < 0
        ? Stream.of(Ingest.SHARED_SECRET)
        : Ingest.SECRETS.all(generation(number)).stream();
  }

  /** Negative for a callback that came to no generation's address. */
  private int number(ConsumerRecord<String, byte[]> record) {
    String key = record.key();
    String ending = generation(0).toString().substring(18);
    return key != null && key.endsWith(ending)
        ? Math.toIntExact(UUID.fromString(key).getMostSignificantBits())
        : -1;
  }
}
