package ai.babymusic.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.topics.KafkaAccess;
import ai.babymusic.schemas.topics.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final String KAFKA = Infrastructure.shared().kafkaBootstrapServers();

  private final String topic = "replayed." + UUID.randomUUID();
  private final String letters = Topic.deadLetterAddress(topic);
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", KAFKA, "linger.ms", 0),
          new StringSerializer(),
          new StringSerializer());

  @BeforeEach
  void makeTopics() throws Exception {
    make(topic, letters);
  }

  @AfterEach
  void stop() {
    producer.close();
  }

  @Test
  void aDeadLetterComesBackAsItWasAndMarked() throws Exception {
    bury("mia", "a song", Map.of("ce_id", "1", "traceparent", "00-1-2-03"));

    assertThat(replay(new Beginning.Remembered()))
        .contains("key mia  because: it was too early")
        .contains("Replayed 1 dead letter of " + letters);

    ConsumerRecord<String, String> back = records().getFirst();
    assertThat(back.key()).isEqualTo("mia");
    assertThat(back.value()).isEqualTo("a song");
    assertThat(headers(back))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("ce_id", "1", "traceparent", "00-1-2-03", DeadLetterHeaders.REPLAYS, "1"));
  }

  @Test
  void noKeyAndNoValueComeBackToo() throws Exception {
    bury(null, null, Map.of());
    replay(new Beginning.Remembered());
    assertThat(records().getFirst().key()).isNull();
    assertThat(records().getFirst().value()).isNull();
  }

  @Test
  void whatWasReplayedIsNotReplayedAgainUnlessAskedFor() throws Exception {
    bury("a", "1", Map.of());
    bury("b", "2", Map.of());
    replay(new Beginning.Remembered());
    assertThat(replay(new Beginning.Remembered())).contains("Nothing to replay in " + letters);
    bury("c", "3", Map.of());
    replay(new Beginning.Remembered());
    assertThat(values()).containsExactly("1", "2", "3");

    replay(new Beginning.Offset(1));
    assertThat(values()).containsExactly("1", "2", "3", "2", "3");
    replay(new Beginning.Oldest());
    assertThat(values()).hasSize(8);
    replay(new Beginning.Since(Instant.now().plusSeconds(60)));
    assertThat(values()).hasSize(8);
  }

  @Test
  void whatFailedAgainSaysSo() throws Exception {
    bury("a", "1", Map.of(DeadLetterHeaders.REPLAYS, "1"));
    assertThat(replay(new Beginning.Remembered()))
        .contains("(replay 2)")
        .contains("1 had been replayed before and failed again");
    assertThat(headers(records().getFirst())).containsEntry(DeadLetterHeaders.REPLAYS, "2");
  }

  @Test
  void aRehearsalChangesNothing() throws Exception {
    bury("a", "1", Map.of());
    assertThat(rehearse()).contains("Would replay 1 dead letter");
    assertThat(rehearse()).contains("Would replay 1 dead letter");
    assertThat(records()).isEmpty();
  }

  @Test
  void oneThatEndedInTheMiddleGoesOnBehindWhatKafkaHolds() throws Exception {
    bury("a", "1", Map.of());
    buryOf("gone." + topic, "b", "2");
    bury("c", "3", Map.of());

    assertThatThrownBy(() -> replay(new Beginning.Remembered()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("dead letter 1 belongs to topic gone." + topic);
    assertThat(values()).containsExactly("1");

    make("gone." + topic);
    replay(new Beginning.Remembered());
    assertThat(values()).containsExactly("1", "3");
  }

  @Test
  void anAnnouncementThatKafkaRefusedHasNoPayloadToBringBack() throws Exception {
    bury("a", "{}", Map.of(DeadLetterHeaders.REFUSED_ANNOUNCEMENT, "4711"));
    assertThat(replay(new Beginning.Remembered()))
        .contains("refused_announcements: 4711")
        .contains("Replayed 0 dead letters of " + letters + "; 1 left");
    assertThat(records()).isEmpty();
    assertThat(replay(new Beginning.Remembered())).contains("Nothing to replay");
  }

  @Test
  void anUnknownTopicIsRefusedWithThoseThatAreThere() {
    assertThatThrownBy(() -> replayOf("no.such.topic.dlt"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no.such.topic.dlt holds no dead letters")
        .hasMessageContaining("piapi.tasks.v1.dlt");
    assertThatThrownBy(() -> replayOf("changes.v1")).hasMessageContaining("changes.v1 holds");
    assertThatThrownBy(() -> replay(new Beginning.Offset(7)))
        .hasMessageContaining("offsets from 0 up to 0, not 7");
  }

  @Test
  void aKafkaThatIsAwayIsNamed() {
    String away = "127.0.0.1:" + Infrastructure.freePort();
    KafkaAccess kafka =
        KafkaAccess.of(Map.of("SPRING_KAFKA_PROPERTIES_DEFAULT_API_TIMEOUT_MS", "1000"), away);
    try (var replay = new Replay(kafka, letters, new PrintWriter(new StringWriter()))) {
      assertThatThrownBy(() -> replay.run(new Beginning.Remembered()))
          .isInstanceOf(Refusal.class)
          .hasMessage("Kafka does not answer at " + away);
    }
  }

  private void bury(@Nullable String key, @Nullable String value, Map<String, String> headers)
      throws Exception {
    var letter = new ProducerRecord<>(letters, key, value);
    headers.forEach((name, text) -> DeadLetterHeaders.add(letter.headers(), name, text));
    DeadLetterHeaders.explain(letter.headers(), new IllegalStateException("it was too early"));
    DeadLetterHeaders.add(letter.headers(), DeadLetterHeaders.ORIGINAL_TOPIC, topic);
    producer.send(letter).get();
  }

  private void buryOf(String originalTopic, String key, String value) throws Exception {
    var letter = new ProducerRecord<>(letters, key, value);
    DeadLetterHeaders.add(letter.headers(), DeadLetterHeaders.ORIGINAL_TOPIC, originalTopic);
    producer.send(letter).get();
  }

  private String replay(Beginning beginning) throws InterruptedException {
    StringWriter out = new StringWriter();
    try (Replay replay = replayOf(letters, out)) {
      replay.run(beginning);
    }
    return out.toString();
  }

  private String rehearse() throws InterruptedException {
    StringWriter out = new StringWriter();
    try (Replay replay = replayOf(letters, out)) {
      replay.rehearse(new Beginning.Remembered());
    }
    return out.toString();
  }

  private static void replayOf(String letters) throws InterruptedException {
    try (Replay replay = replayOf(letters, new StringWriter())) {
      replay.run(new Beginning.Remembered());
    }
  }

  private static Replay replayOf(String letters, StringWriter out) {
    return new Replay(KafkaAccess.of(Map.of(), KAFKA), letters, new PrintWriter(out, true));
  }

  private static void make(String... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
      List<NewTopic> wanted = new ArrayList<>();
      for (String name : topics) {
        wanted.add(new NewTopic(name, 1, (short) 1));
      }
      admin.createTopics(wanted).all().get();
    }
  }

  private List<String> values() {
    return records().stream().map(ConsumerRecord::value).toList();
  }

  /** All that came back. */
  private List<ConsumerRecord<String, String>> records() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", KAFKA),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<String, String>> found = new ArrayList<>();
      while (consumer.position(partition) < end) {
        found.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
      }
      return found;
    }
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(Collectors.toMap(Header::key, header -> new String(header.value(), UTF_8)));
  }
}
