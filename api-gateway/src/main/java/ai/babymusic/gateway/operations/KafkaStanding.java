package ai.babymusic.gateway.operations;

import ai.babymusic.schemas.topics.ConsumerGroup;
import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks Kafka what its topics hold, and how far those who read them are. */
@Component
class KafkaStanding implements DisposableBean {

  /** For all questions of one request: an operator waits. */
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private final Admin admin;

  KafkaStanding(KafkaAdmin configuration) {
    var settings = new HashMap<>(configuration.getConfigurationProperties());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.admin = Admin.create(settings);
  }

  /**
   * Dead letters of one topic.
   *
   * @param kept those that have not reached their 30 days
   * @param waiting those of them that were not replayed
   * @param newestAt when the last one was written; null if there is none
   */
  record DeadLetters(String topic, long kept, long waiting, @Nullable Instant newestAt) {}

  /** How many records a group has still to read of a topic. */
  record Lag(String group, String topic, long records) {}

  /**
   * Of every topic.
   *
   * @throws KafkaSilent if Kafka does not tell in time
   */
  List<DeadLetters> deadLetters() {
    List<TopicPartition> partitions =
        Arrays.stream(Topic.values())
            .map(topic -> new TopicPartition(topic.deadLetterAddress(), 0))
            .toList();
    var oldest = offsets(partitions, OffsetSpec.earliest());
    var end = offsets(partitions, OffsetSpec.latest());
    var newest = offsets(partitions, OffsetSpec.maxTimestamp());
    var replayed = committed(Topic.DEAD_LETTER_REPLAY_GROUP);
    var all = new Answers(await(oldest), await(end), await(replayed));
    var times = await(newest);
    return partitions.stream()
        .map(letters -> {
          long time = Objects.requireNonNull(times.get(letters)).timestamp();
          return new DeadLetters(
              letters.topic(),
              all.kept(letters),
              all.unread(letters),
              time < 0 || all.kept(letters) == 0 ? null : Instant.ofEpochMilli(time));
        })
        .toList();
  }

  /**
   * Of every group, whether it is alive or not.
   *
   * @throws KafkaSilent if Kafka does not tell in time
   */
  List<Lag> lags() {
    List<Lag> lags = new ArrayList<>();
    for (ConsumerGroup group : ConsumerGroup.values()) {
      for (Topic topic : group.topics()) {
        List<TopicPartition> partitions =
            IntStream.range(0, topic.partitions())
                .mapToObj(number -> new TopicPartition(topic.address(), number))
                .toList();
        var oldest = offsets(partitions, OffsetSpec.earliest());
        var end = offsets(partitions, OffsetSpec.latest());
        // The group's own place is asked for last, or what it reads meanwhile would seem to wait.
        var all = new Answers(await(oldest), await(end), await(committed(group.groupId())));
        lags.add(
            new Lag(
                group.groupId(),
                topic.address(),
                partitions.stream().mapToLong(all::unread).sum()));
      }
    }
    return lags;
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    return admin.listOffsets(asked).all();
  }

  private KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed(String group) {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaSilent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaSilent(e);
    }
  }

  @Override
  public void destroy() {
    admin.close(Duration.ZERO);
  }

  /** Kafka did not tell in time, or refuses to. */
  static final class KafkaSilent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaSilent(Exception cause) {
      super(cause);
    }
  }

  private record Answers(
      Map<TopicPartition, ListOffsetsResultInfo> oldest,
      Map<TopicPartition, ListOffsetsResultInfo> end,
      Map<TopicPartition, OffsetAndMetadata> committed) {

    long kept(TopicPartition partition) {
      return at(end, partition) - at(oldest, partition);
    }

    /** Of a group that has never been there: all. */
    long unread(TopicPartition partition) {
      @Nullable OffsetAndMetadata next = committed.get(partition);
      long from = at(oldest, partition);
      long to = at(end, partition);
      return next == null ? to - from : to - Math.clamp(next.offset(), from, to);
    }

    private static long at(
        Map<TopicPartition, ListOffsetsResultInfo> answer, TopicPartition partition) {
      return Objects.requireNonNull(answer.get(partition)).offset();
    }
  }
}
