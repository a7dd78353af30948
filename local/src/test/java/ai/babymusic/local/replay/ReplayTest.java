package ai.babymusic.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.local.Main;
import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.topics.KafkaAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final String KAFKA = Infrastructure.shared().kafkaBootstrapServers();

  private BuriedTopic buried;

  @BeforeEach
  void makeTopics() throws Exception {
    buried = new BuriedTopic(KAFKA);
  }

  @AfterEach
  void stop() {
    buried.close();
  }

  @Test
  void aDeadLetterComesBackAsItWasAndMarked() throws Exception {
    buried.bury("mia", "a song", Map.of("ce_id", "1", "traceparent", "00-1-2-03"));

    assertThat(replay(new Beginning.Remembered()))
        .contains("key mia  because: it was too early")
        .contains("Replayed 1 dead letter of " + buried.letters());

    ConsumerRecord<String, String> back = buried.records().getFirst();
    assertThat(back.key()).isEqualTo("mia");
    assertThat(back.value()).isEqualTo("a song");
    assertThat(headers(back))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("ce_id", "1", "traceparent", "00-1-2-03", DeadLetterHeaders.REPLAYS, "1"));
  }

  @Test
  void noKeyAndNoValueComeBackToo() throws Exception {
    buried.bury(null, null, Map.of());
    replay(new Beginning.Remembered());
    assertThat(buried.records().getFirst().key()).isNull();
    assertThat(buried.records().getFirst().value()).isNull();
  }

  @Test
  void whatWasReplayedIsNotReplayedAgainUnlessAskedFor() throws Exception {
    buried.bury("a", "1", Map.of());
    buried.bury("b", "2", Map.of());
    replay(new Beginning.Remembered());
    assertThat(replay(new Beginning.Remembered()))
        .contains("Nothing to replay in " + buried.letters());
    buried.bury("c", "3", Map.of());
    replay(new Beginning.Remembered());
    assertThat(buried.values()).containsExactly("1", "2", "3");

    replay(new Beginning.Offset(1));
    assertThat(buried.values()).containsExactly("1", "2", "3", "2", "3");
    replay(new Beginning.Oldest());
    assertThat(buried.values()).hasSize(8);
    replay(new Beginning.Since(Instant.now().plusSeconds(60)));
    assertThat(buried.values()).hasSize(8);
  }

  @Test
  void whatFailedAgainSaysSo() throws Exception {
    buried.bury("a", "1", Map.of(DeadLetterHeaders.REPLAYS, "1"));
    assertThat(replay(new Beginning.Remembered()))
        .contains("(replay 2)")
        .contains("1 had been replayed before and failed again");
    assertThat(headers(buried.records().getFirst())).containsEntry(DeadLetterHeaders.REPLAYS, "2");
  }

  @Test
  void aRehearsalChangesNothing() throws Exception {
    buried.bury("a", "1", Map.of());
    assertThat(rehearse()).contains("Would replay 1 dead letter");
    assertThat(rehearse()).contains("Would replay 1 dead letter");
    assertThat(buried.records()).isEmpty();
  }

  @Test
  void oneThatEndedInTheMiddleGoesOnBehindWhatKafkaHolds() throws Exception {
    buried.bury("a", "1", Map.of());
    buried.buryOf("gone." + buried.name(), "b", "2");
    buried.bury("c", "3", Map.of());

    assertThatThrownBy(() -> replay(new Beginning.Remembered()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("dead letter 1 belongs to topic gone." + buried.name());
    assertThat(buried.values()).containsExactly("1");

    buried.make("gone." + buried.name());
    replay(new Beginning.Remembered());
    assertThat(buried.values()).containsExactly("1", "3");
  }

  @Test
  void oneThatWasKilledInTheMiddleLosesNothingAndRepeatsOneAtMost() throws Exception {
    List<String> all = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
    for (String value : all) {
      buried.bury("a", value, Map.of());
    }
    Process command = command();
    try (BufferedReader said = command.inputReader()) {
      assertThat(said.lines().filter(line -> line.contains("because: ")).limit(100)).hasSize(100);
    } finally {
      command.destroyForcibly().waitFor();
    }
    assertThat(buried.values()).hasSizeBetween(100, all.size() - 1);

    replay(new Beginning.Remembered());
    List<String> back = buried.values();
    assertThat(back.stream().distinct()).containsExactlyElementsOf(all);
    assertThat(back).hasSizeLessThanOrEqualTo(all.size() + 1);
    assertThat(replay(new Beginning.Remembered())).contains("Nothing to replay");
  }

  /** In a process of its own, to be killed. */
  private Process command() throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "replay",
            buried.letters());
    command.environment().put("KAFKA_BOOTSTRAP_SERVERS", KAFKA);
    return command.redirectError(Redirect.DISCARD).start();
  }

  @Test
  void anAnnouncementThatKafkaRefusedHasNoPayloadToBringBack() throws Exception {
    buried.bury("a", "{}", Map.of(DeadLetterHeaders.REFUSED_ANNOUNCEMENT, "4711"));
    assertThat(replay(new Beginning.Remembered()))
        .contains("refused_announcements: 4711")
        .contains("Replayed 0 dead letters of " + buried.letters() + "; 1 left");
    assertThat(buried.records()).isEmpty();
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
    try (var replay = new Replay(kafka, buried.letters(), new PrintWriter(new StringWriter()))) {
      assertThatThrownBy(() -> replay.run(new Beginning.Remembered()))
          .isInstanceOf(Refusal.class)
          .hasMessage("Kafka does not answer at " + away);
    }
  }

  private String replay(Beginning beginning) throws InterruptedException {
    StringWriter out = new StringWriter();
    try (Replay replay = replayOf(buried.letters(), out)) {
      replay.run(beginning);
    }
    return out.toString();
  }

  private String rehearse() throws InterruptedException {
    StringWriter out = new StringWriter();
    try (Replay replay = replayOf(buried.letters(), out)) {
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

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(Collectors.toMap(Header::key, header -> new String(header.value(), UTF_8)));
  }
}
