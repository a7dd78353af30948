package ai.babymusic.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads all of {@code changes.v1} from its end, without a group: every gateway needs every record.
 * It may lose records (a fault, a restart of the broker): the numbers show it and the outbox fills
 * it. So it never stops for a record, and after a fault begins at the end again.
 */
@Component
class ChangeFeed {
  private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Map<String, Object> configuration;
  private final OpenStreams streams;
  private final ChangeReader reader;
  private final Heartbeats heartbeats;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> current;

  ChangeFeed(
      ConsumerFactory<?, ?> factory,
      OpenStreams streams,
      ChangeReader reader,
      Heartbeats heartbeats) {
    this.configuration = new HashMap<>(factory.getConfigurationProperties());
    this.configuration.keySet().removeIf(key -> key.startsWith("group."));
    this.configuration.putAll(
        Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            "api-gateway-changes",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "latest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            // A change is worth a packet of its own.
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            1_000));
    this.streams = streams;
    this.reader = reader;
    this.heartbeats = heartbeats;
  }

  void start() {
    Thread.ofPlatform().daemon().name("changes").start(this::run);
  }

  void stop() {
    stopped.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    while (isRunning()) {
      try (var consumer = consumer()) {
        current = consumer;
        beginAtEnd(consumer);
        pause = SHORTEST_PAUSE;
        while (isRunning()) {
          consumer.poll(Duration.ofSeconds(1)).forEach(this::deliver);
        }
      } catch (WakeupException e) {
        log.atDebug().addKeyValue("cause", e.toString()).log("changes feed stops");
      } catch (RuntimeException e) {
        log.atWarn()
            .addKeyValue("pause", pause)
            .addKeyValue("cause", e.toString())
            .log("changes feed begins anew");
        await(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  private void beginAtEnd(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.CHANGES.address()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("topic " + Topic.CHANGES.address() + " is missing");
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is lazy: asking for the position is what makes it happen now.
    partitions.forEach(consumer::position);
    log.atInfo().addKeyValue("partitions", partitions.size()).log("changes feed at the end");
    heartbeats.soon();
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record) {
    try {
      Set<EventStream> readers = streams.of(UUID.fromString(new String(record.key(), UTF_8)));
      if (!readers.isEmpty()) {
        Header type = record.headers().lastHeader("ce_type");
        ChangeFrame change = reader.read(new String(type.value(), UTF_8), record.value());
        readers.forEach(stream -> stream.change(change));
      }
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("skipped a record that is no change");
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void await(Duration pause) {
    try {
      boolean _ = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      stopped.countDown();
    }
  }
}
