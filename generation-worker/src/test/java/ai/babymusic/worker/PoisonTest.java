package ai.babymusic.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Tasks;
import ai.babymusic.worker.testing.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A record that can never be processed is put aside; a database that is away is waited for. */
class PoisonTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static Database database;
  private static StubProvider provider;
  private static Records records;
  private static Forwarder way;
  private static RunningWorker worker;

  @BeforeAll
  static void start() throws Exception {
    database = new Database();
    database.clear();
    provider = new StubProvider();
    records = new Records();
    way = Forwarder.open(Infrastructure.shared().databaseUrl("generation_worker"));
    worker = RunningWorker.start(provider, Map.of("database.url", way.url()));
  }

  @AfterAll
  static void stop() {
    worker.close();
    way.close();
    records.close();
    provider.close();
  }

  @Test
  void poisonBetweenGoodRecordsIsPutAsideWithItsReasonOnEveryTopic() {
    Requested before = request();
    Requested after = request();
    // One partition, so that the poison stands between the two.
    records.requestedBesidePoison(before);
    records.poison(Topic.GENERATION_REQUESTS, "no event");
    records.requestedBesidePoison(after);
    Waiting.submitted(database, provider, before.generationId());
    String task = Waiting.submitted(database, provider, after.generationId()).taskId();
    assertThat(deadLetter(Topic.GENERATION_REQUESTS, "no event"))
        .satisfies(letter -> explains(letter, Topic.GENERATION_REQUESTS, "generation-worker"));

    records.poison(Topic.PIAPI_TASKS, "no report");
    records.reported(after.generationId(), Tasks.task(task, "failed"));
    Waiting.until(database, after.generationId(), "failed");
    assertThat(deadLetter(Topic.PIAPI_TASKS, "no report"))
        .satisfies(letter -> explains(letter, Topic.PIAPI_TASKS, "generation-worker"));

    records.poison(Topic.CHANGES, "no change");
    assertThat(deadLetter(Topic.CHANGES, "no change"))
        .satisfies(letter -> explains(letter, Topic.CHANGES, "generation-worker-audio"));
  }

  @Test
  void aReportThatTheTablesDoNotTakeIsPutAside() {
    Requested song = request();
    String task = "no such task " + song.songId();
    database.run(
        "alter table song_generations add constraint refused check (task_id not like 'no such %')");
    try {
      records.reported(song.generationId(), Tasks.task(task, "processing"));
      assertThat(header(deadLetter(Topic.PIAPI_TASKS, task), DeadLetterHeaders.EXCEPTION_CLASS))
          .endsWith("DataIntegrityViolationException");
    } finally {
      database.run("alter table song_generations drop constraint refused");
    }
  }

  @Test
  void aReportWithoutATaskGoesBackToTheDeadLettersWhenItWasReplayedTooEarly() {
    Requested song = request();
    records.requested(song);
    Waiting.submitted(database, provider, song.generationId());
    String marker = UUID.randomUUID().toString();

    records.replayed(song.generationId(), EventCodec.JSON.createObjectNode().put("hello", marker));

    ConsumerRecord<String, byte[]> letter = deadLetter(Topic.PIAPI_TASKS, marker);
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).isEqualTo("no task in it");
    assertThat(header(letter, DeadLetterHeaders.REPLAYS)).isEqualTo("1");
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForAndNothingIsSkipped() {
    int buried = records.deadLetters(Topic.GENERATION_REQUESTS).size();
    long before = refusedRecords();
    way.close();
    List<Requested> songs = IntStream.range(0, 3).mapToObj(n -> request()).toList();
    songs.forEach(records::requested);
    await().atMost(PATIENCE).until(() -> refusedRecords() > before);

    way.open();

    songs.forEach(song -> Waiting.until(database, song.generationId(), "submitted"));
    assertThat(records.deadLetters(Topic.GENERATION_REQUESTS)).hasSize(buried);
  }

  private static long refusedRecords() {
    return worker
        .bean(MeterRegistry.class)
        .find("spring.kafka.listener")
        .tag("result", "failure")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private static Requested request() {
    return database.request(database.user("Mira", "girl"), "Poisoned", false);
  }

  private static ConsumerRecord<String, byte[]> deadLetter(Topic topic, String content) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                records.deadLetters(topic).stream()
                    .filter(letter -> new String(letter.value(), UTF_8).contains(content))
                    .toList(),
            found -> !found.isEmpty())
        .getLast();
  }

  private static void explains(ConsumerRecord<String, byte[]> letter, Topic topic, String group) {
    assertThat(header(letter, DeadLetterHeaders.ORIGINAL_TOPIC)).isEqualTo(topic.address());
    assertThat(letter.headers().lastHeader(DeadLetterHeaders.ORIGINAL_PARTITION).value())
        .hasSize(Integer.BYTES);
    assertThat(letter.headers().lastHeader(DeadLetterHeaders.ORIGINAL_OFFSET).value())
        .hasSize(Long.BYTES);
    assertThat(header(letter, DeadLetterHeaders.CONSUMER_GROUP)).isEqualTo(group);
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION_CLASS)).endsWith("UnreadableEvent");
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).startsWith("not a CloudEvent");
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
