package ai.babymusic.systemtests.secrecy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.systemtests.running.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** All that a system has written down, for whoever gets hold of it to read. */
record Remains(List<Text> topics, List<Text> tables, List<Text> logs) {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Bytes as characters, one each: what is ASCII can be found in it, whatever stands around. */
  record Text(String where, String content) {}

  static Remains of(RunningSystem system) throws IOException {
    return new Remains(
        records(system.kafkaBootstrapServers()), rows(system.database()), lines(system.logs()));
  }

  private static List<Text> records(String servers) {
    var settings = Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    var bytes = new ByteArrayDeserializer();
    var found = new ArrayList<Text>();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> found.add(text(record)));
      }
    }
    return found;
  }

  private static Text text(ConsumerRecord<byte[], byte[]> record) {
    var content = new StringBuilder();
    for (Header header : record.headers()) {
      content.append(header.key()).append(": ").append(text(header.value())).append('\n');
    }
    content.append(text(record.key())).append('\n').append(text(record.value()));
    return new Text("topic " + record.topic() + " at " + record.offset(), content.toString());
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  /** Each row as the database shows it: bytes are hexadecimal digits then. */
  private static List<Text> rows(DatabaseUrl database) {
    JdbcClient jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.jdbcUrl(), database.user(), String.valueOf(database.password())));
    return jdbc
        .sql(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            """)
        .query(String.class)
        .list()
        .stream()
        .map(table ->
            new Text(
                "table " + table,
                jdbc
                    .sql("select r::text from %s r".formatted(table))
                    .query(String.class)
                    .list()
                    .stream()
                    .collect(Collectors.joining("\n"))))
        .toList();
  }

  private static List<Text> lines(Path logs) throws IOException {
    var found = new ArrayList<Text>();
    try (var files = Files.walk(logs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.add(new Text("log " + file.getFileName(), Files.readString(file, ISO_8859_1)));
      }
    }
    return found;
  }
}
