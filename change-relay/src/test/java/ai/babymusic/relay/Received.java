package ai.babymusic.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** All records of one topic, from its beginning. */
final class Received implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  Received(String kafka, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
  }

  List<ConsumerRecord<String, byte[]>> of(String key) {
    consumer.poll(Duration.ofMillis(50)).forEach(records::add);
    return records.stream().filter(record -> key.equals(record.key())).toList();
  }

  /** The numbers announced under {@code key}, in the order of their arrival. */
  List<Integer> numbers(String key) {
    return of(key).stream()
        .map(record -> EventCodec.JSON.readTree(record.value()))
        .flatMap(payload -> payload.optional("n").or(() -> payload.optional("seq")).stream())
        .map(JsonNode::asInt)
        .toList();
  }

  /** Waits until every number up to {@code count} has arrived under {@code key} at least once. */
  List<Integer> awaitAll(String key, int count) {
    return Awaitility.await()
        .until(() -> numbers(key), numbers -> numbers.stream().distinct().count() == count);
  }

  static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
