package ai.babymusic.gateway.feeds;

import ai.babymusic.schemas.topics.Topic;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of one topic, without a group: every gateway needs every record. It may lose records (a
 * fault, a restart of the broker), so its reader has another source as well. It never stops for a
 * record, and after a fault begins anew.
 */
public final class TopicFeed {
  private static final Logger log = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Where it begins, at the start and after each fault. */
  public enum From {
    EARLIEST,
    LATEST
  }

  /** Whoever the records are for. Called on the feed's thread, which waits for it. */
  public interface Reader {

    void on(ConsumerRecord<byte[], byte[]> record);

    /** What comes next comes from the beginning: some records may have been missed. */
    default void onBeginning() {}
  }

  private final Topic topic;
  private final From from;
  private final Reader reader;
  private final Map<String, Object> configuration;
  private final Counter restarts;
  private final Counter unreadable;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> current;

  TopicFeed(
      Topic topic,
      From from,
      Reader reader,
      Map<String, Object> configuration,
      Counter restarts,
      Counter unreadable) {
    this.topic = topic;
    this.from = from;
    this.reader = reader;
    this.configuration = configuration;
    this.restarts = restarts;
    this.unreadable = unreadable;
  }

  public void start() {
    Thread.ofPlatform().daemon().name(topic.address()).start(this::run);
  }

  public void stop() {
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
        begin(consumer);
        pause = SHORTEST_PAUSE;
        while (isRunning()) {
          consumer.poll(Duration.ofSeconds(1)).forEach(this::deliver);
        }
      } catch (WakeupException e) {
        log.atDebug().addKeyValue("topic", topic.address()).log("feed stops");
      } catch (RuntimeException e) {
        restarts.increment();
        log.atWarn()
            .addKeyValue("topic", topic.address())
            .addKeyValue("pause", pause)
            .addKeyValue("cause", e.toString())
            .log("feed begins anew");
        await(pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      }
    }
  }

  private void begin(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.address()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("topic " + topic.address() + " is missing");
    }
    consumer.assign(partitions);
    switch (from) {
      case EARLIEST -> consumer.seekToBeginning(partitions);
      case LATEST -> consumer.seekToEnd(partitions);
    }
    // Seeking is lazy: asking for the position is what makes it happen now.
    partitions.forEach(consumer::position);
    log.atInfo()
        .addKeyValue("topic", topic.address())
        .addKeyValue("partitions", partitions.size())
        .addKeyValue("from", from)
        .log("feed begins");
    reader.onBeginning();
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record) {
    try {
      reader.on(record);
    } catch (RuntimeException e) {
      unreadable.increment();
      log.atError()
          .addKeyValue("topic", topic.address())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("skipped a record that cannot be read");
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
