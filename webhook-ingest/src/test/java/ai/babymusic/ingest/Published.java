package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.topics.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What stands in a topic, as raw records. */
final class Published implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Entry> entries = new ArrayList<>();

  Published(String kafka, String topic) {
    this(KafkaAccess.of(Map.of(), kafka), topic);
  }

  Published(KafkaAccess kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put("group.id", UUID.randomUUID().toString());
    settings.put("auto.offset.reset", "earliest");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
  }

  Entry await(Predicate<Entry> wanted) {
    return awaitAll(wanted, found -> !found.isEmpty()).getFirst();
  }

  /** All that are wanted, as soon as they are enough. */
  List<Entry> awaitAll(Predicate<Entry> wanted, Predicate<List<Entry>> enough) {
    return Awaitility.await()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50)).forEach(record -> entries.add(entry(record)));
              return entries.stream().filter(wanted).toList();
            },
            enough);
  }

  Entry awaitKey(String key) {
    return await(entry -> key.equals(entry.key()));
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Entry entry(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return new Entry(record.key(), headers, new String(record.value(), UTF_8));
  }

  record Entry(@Nullable String key, Map<String, String> headers, String text) {
    JsonNode json() {
      return EventCodec.JSON.readTree(text);
    }
  }
}
