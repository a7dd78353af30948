package ai.babymusic.schemas.provision;

import ai.babymusic.schemas.topics.KafkaAccess;
import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Makes the topics that are missing and keeps the settings of the others. */
final class TopicProvision {

  private static final short MOST_REPLICAS = 3;

  /** {@code maxBytes} null: as the cluster has it. */
  private record Wanted(
      String address, int partitions, Duration retention, @Nullable Integer maxBytes) {

    Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>();
      settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
      if (maxBytes != null) {
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
      }
      return settings;
    }
  }

  private TopicProvision() {}

  static void run(KafkaAccess kafka, @Nullable Short replicationFactor)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka.properties())) {
      short replicas =
          replicationFactor != null
              ? replicationFactor
              : (short) Math.min(MOST_REPLICAS, admin.describeCluster().nodes().get().size());
      Set<String> existing = admin.listTopics().names().get();
      List<Wanted> present = wanted().filter(topic -> existing.contains(topic.address())).toList();
      List<Wanted> missing = wanted().filter(topic -> !present.contains(topic)).toList();
      make(admin, missing, replicas);
      requirePartitions(admin, present);
      keepSettings(admin, present);
    }
  }

  private static Stream<Wanted> wanted() {
    return Arrays.stream(Topic.values())
        .flatMap(topic ->
            Stream.of(
                new Wanted(topic.address(), topic.partitions(), topic.retention(), null),
                new Wanted(
                    topic.deadLetterAddress(),
                    Topic.DEAD_LETTER_PARTITIONS,
                    Topic.DEAD_LETTER_RETENTION,
                    Topic.DEAD_LETTER_MAX_BYTES)));
  }

  private static void make(Admin admin, List<Wanted> missing, short replicas)
      throws ExecutionException, InterruptedException {
    // A topic of three replicas takes a record when two have it: one broker may be away.
    String inSync = Integer.toString(Math.max(1, replicas - 1));
    for (Wanted topic : missing) {
      Map<String, String> settings = topic.settings();
      settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, inSync);
      try {
        admin
            .createTopics(
                List.of(
                    new NewTopic(topic.address(), topic.partitions(), replicas).configs(settings)))
            .all()
            .get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static void requirePartitions(Admin admin, List<Wanted> wanted)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described =
        admin.describeTopics(wanted.stream().map(Wanted::address).toList()).allTopicNames().get();
    for (Wanted topic : wanted) {
      int partitions = Objects.requireNonNull(described.get(topic.address())).partitions().size();
      if (partitions != topic.partitions()) {
        throw new IllegalStateException(
            "topic %s has %d partitions, not %d: within a version the count never changes"
                .formatted(topic.address(), partitions, topic.partitions()));
      }
    }
  }

  private static void keepSettings(Admin admin, List<Wanted> wanted)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Wanted topic : wanted) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic.address()),
          topic.settings().entrySet().stream()
              .map(setting ->
                  new AlterConfigOp(
                      new ConfigEntry(setting.getKey(), setting.getValue()),
                      AlterConfigOp.OpType.SET))
              .toList());
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }
}
