package ai.babymusic.local.infrastructure;

import ai.babymusic.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka broker and controller (KRaft) in this JVM. What it holds survives a restart. */
public final class KafkaBroker implements AutoCloseable {

  private static final int NODE_ID = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private KafkaBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker on loopback; returns when it serves.
   *
   * @param dir where it keeps its log; formatted on first use
   * @param controllerPort only the broker itself connects there
   */
  public static KafkaBroker start(Path dir, int port, int controllerPort) throws Exception {
    return start(dir, port, controllerPort, Map.of());
  }

  /** The same, with {@code otherwise} where its settings are to differ: say, who may come in. */
  public static KafkaBroker start(
      Path dir, int port, int controllerPort, Map<String, String> otherwise) throws Exception {
    Files.createDirectories(dir);
    format(dir);
    Map<String, String> settings = settings(dir, port, controllerPort);
    settings.putAll(otherwise);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, "127.0.0.1:" + port);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns when the broker has stopped, on whose order ever. */
  public void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> settings(Path dir, int port, int controllerPort) {
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("process.roles", "broker,controller");
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("listeners", broker + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", broker);
    settings.put(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("log.dirs", dir.toString());
    // There is one broker: what Kafka keeps for itself cannot be had three times.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    // As long as dead letters: how far they were replayed is known as long as they are there.
    settings.put(
        "offsets.retention.minutes", Long.toString(Topic.DEAD_LETTER_RETENTION.toMinutes()));
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    // Topics are made by provision; a misspelt one must be an error.
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A killed broker may register again only when its old session is over: 9 s by default.
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("log.segment.bytes", "67108864");
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }

  private static void format(Path dir) throws Exception {
    if (Files.exists(dir.resolve("meta.properties"))) {
      return;
    }
    requireEmpty(dir);
    new Formatter()
        .setNodeId(NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(dir.toString())
        .setMetadataLogDirectory(dir.toString())
        .setControllerListenerName(CONTROLLER)
        .run();
  }

  private static void requireEmpty(Path dir) throws IOException {
    try (var files = Files.list(dir)) {
      if (files.findAny().isPresent()) {
        throw new IOException(dir + " is neither empty nor a Kafka log");
      }
    }
  }
}
