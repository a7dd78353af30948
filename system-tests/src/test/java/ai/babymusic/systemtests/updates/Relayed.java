package ai.babymusic.systemtests.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * When the relay sent each numbered change to Kafka, by the records' own time stamps: whole
 * milliseconds. They are read when all is over, so that reading takes nothing from what is
 * measured.
 */
final class Relayed implements AutoCloseable {

  private static final Pattern NUMBER = Pattern.compile('"' + Watchers.NUMBERED + "(\\d+)\"");
  private static final Duration POLL = Duration.ofMillis(200);

  /** What a wall clock shows more than {@link System#nanoTime}. */
  private final long ahead =
      TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  Relayed(String servers) {
    var bytes = new ByteArrayDeserializer();
    consumer =
        new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers), bytes, bytes);
    partitions =
        IntStream.range(0, Topic.CHANGES.partitions())
            .mapToObj(number -> new TopicPartition(Topic.CHANGES_NAME, number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Of every change; 0 for one that is not in Kafka. */
  long[] times(int changes) {
    long[] times = new long[changes];
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer
          .poll(POLL)
          .forEach(record -> {
            Matcher number = NUMBER.matcher(new String(record.value(), UTF_8));
            if (number.find()) {
              times[Integer.parseInt(number.group(1))] =
                  TimeUnit.MILLISECONDS.toNanos(record.timestamp()) - ahead;
            }
          });
    }
    return times;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
