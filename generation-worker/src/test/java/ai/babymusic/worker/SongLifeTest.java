package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.node.ObjectNode;

class SongLifeTest {

  private static final String BUCKET = Infrastructure.shared().s3Bucket();

  private static StubProvider provider;
  private static Database database;
  private static Records records;
  private static RunningWorker worker;

  @BeforeAll
  static void start() throws Exception {
    provider = new StubProvider();
    database = new Database();
    database.clear();
    records = new Records();
    worker =
        RunningWorker.start(
            provider,
            Map.of("piapi.first-poll", "1s", "piapi.submit-grace", "4s", "piapi.give-up", "20s"));
  }

  @AfterAll
  static void stop() {
    worker.close();
    records.close();
    provider.close();
  }

  @Test
  void aRequestBecomesAReadySongWithItsAudioInOurStorage() {
    Requested song = request("Bedtime for Mira", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());

    assertThat(order.body().path("input").path("lyrics").asString()).contains("Mira");
    assertThat(order.body().path("config").path("webhook_config").path("secret").asString())
        .isEqualTo(new WebhookSecrets(RunningWorker.SIGNING_KEY).sign(song.generationId()));
    assertThat(database.song(song.songId())).containsEntry("status", "composing");

    byte[] first = Mp3.of(64 << 10, 1);
    byte[] second = Mp3.of(20 << 10, 2);
    records.reported(
        song.generationId(),
        Tasks.completed(
            order.taskId(),
            provider.serves("a%2520song.mp3", first),
            provider.serves("b.mp3", second)));
    ready(song.generationId());

    String prefix = song.userId() + "/" + song.songId() + "/" + song.generationId();
    Map<String, @Nullable Object> row = database.song(song.songId());
    assertThat(row)
        .containsEntry("status", "ready")
        .containsEntry("audio_url", "s3://" + BUCKET + "/" + prefix + "-1.mp3")
        .containsEntry("task_id", order.taskId())
        .containsEntry("error", null);
    assertThat((String) row.get("lyrics")).hasSizeBetween(750, 1000);
    assertThat((Double) row.get("duration_seconds")).isBetween(131.1, 131.2);
    List<Map<String, @Nullable Object>> variations = database.variations(song.songId());
    assertThat(variations).hasSize(1);
    assertThat(variations.getFirst())
        .containsEntry("audio_url", "s3://" + BUCKET + "/" + prefix + "-2.mp3")
        .containsEntry("title", "Take 2");
    assertThat(stored(prefix + "-1.mp3")).isEqualTo(first);
    assertThat(stored(prefix + "-2.mp3")).isEqualTo(second);
    assertThat(database.generation(song.generationId()).get("lyrics_source"))
        .isEqualTo("templates");
    assertThat((String) database.generation(song.generationId()).get("charged")).contains("500000");
    assertThat((String) database.generation(song.generationId()).get("times"))
        .contains("writing_lyrics", "waiting", "submitting", "submitted", "storing", "ready");
  }

  @Test
  void aRequestThatComesTwiceIsSubmittedOnce() {
    Requested song = request("Twice", false);
    records.requested(song);
    records.requested(song);
    submitted(song.generationId());
    records.requested(song);
    settle(song.generationId());
    assertThat(provider.orders(song.generationId())).hasSize(1);
  }

  @Test
  void anInstrumentalHasNoLyrics() {
    Requested song = request("Only music", true);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    assertThat(order.body().path("input").path("lyrics_type").asString()).isEqualTo("instrumental");
    assertThat(order.body().path("input").has("lyrics")).isFalse();
    assertThat(database.song(song.songId())).containsEntry("lyrics", null);
  }

  @Test
  void aRequestWhoseSongWasDeletedIsIgnored() {
    Requested song = request("Deleted early", false);
    database.run("delete from songs where id = ?", song.songId());
    records.requested(song);
    await()
        .untilAsserted(() ->
            assertThat(database.generation(song.generationId()))
                .containsEntry("status", "cancelled")
                .containsEntry("error_code", "song_deleted"));
    assertThat(provider.orders(song.generationId())).isEmpty();
  }

  @Test
  void theResultOfASongDeletedWhileItWasComposedIsDiscarded() {
    Requested song = request("Deleted late", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    database.run("delete from songs where id = ?", song.songId());
    assertThat(database.status(song.generationId())).isEqualTo("submitted");
    records.reported(
        song.generationId(),
        Tasks.completed(order.taskId(), provider.serves("late.mp3", Mp3.of(1000, 3))));
    await()
        .untilAsserted(
            () -> assertThat(database.status(song.generationId())).isEqualTo("cancelled"));
    assertThat(objects(song)).isEmpty();
  }

  @Test
  void aSongDeletedWhileItsAudioIsFetchedLeavesNothingInOurStorage() {
    Requested song = request("Deleted while storing", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    byte[] audio = Mp3.of(1000, 4);
    String url =
        provider.serves(
            "deletes.mp3",
            exchange -> {
              database.run("delete from songs where id = ?", song.songId());
              StubProvider.answer(exchange, 200, audio);
            });
    records.reported(song.generationId(), Tasks.completed(order.taskId(), url));
    await()
        .untilAsserted(
            () -> assertThat(database.status(song.generationId())).isEqualTo("cancelled"));
    assertThat(objects(song)).isEmpty();
  }

  /** A worker that was taken for dead put back what the next one had taken away. */
  @Test
  void aSongDeletedWhileTwoWorkersFetchItsAudioLeavesNothingInOurStorage() {
    Requested song = request("Deleted while stored twice", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    byte[] audio = Mp3.of(1000, 4);
    String url =
        provider.serves(
            "deletes-and-ends.mp3",
            exchange -> {
              database.run("delete from songs where id = ?", song.songId());
              database.run(
                  "update song_generations set status = 'cancelled' where id = ?",
                  song.generationId());
              StubProvider.answer(exchange, 200, audio);
            });
    records.reported(song.generationId(), Tasks.completed(order.taskId(), url));
    await()
        .until(() ->
            database.status(song.generationId()).equals("cancelled")
                && database
                    .rows(
                        "select from scheduled_tasks where task_name = 'store' and task_instance"
                            + " like ?",
                        song.generationId() + "%")
                    .isEmpty());
    assertThat(objects(song)).isEmpty();
  }

  @Test
  void audioGoesWhenItsSongIsDeleted() {
    Requested song = readySong("To be deleted");
    assertThat(objects(song)).hasSize(1);
    database.run("delete from songs where id = ?", song.songId());
    records.deleted(song);
    await().untilAsserted(() -> assertThat(objects(song)).isEmpty());
  }

  @Test
  void repeatedAndReorderedReportsChangeNothing() {
    Requested song = request("Repeated", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    ObjectNode done =
        Tasks.completed(
            order.taskId(),
            provider.serves("r1.mp3", Mp3.of(1000, 5)),
            provider.serves("r2.mp3", Mp3.of(1000, 6)));
    for (int i = 0; i < 3; i++) {
      records.reported(song.generationId(), done);
      records.reported(song.generationId(), Tasks.task(order.taskId(), "Processing"));
      records.reported(song.generationId(), Tasks.failed(order.taskId(), "too late"));
    }
    ready(song.generationId());
    records.reported(song.generationId(), done);
    settle(song.generationId());
    assertThat(database.song(song.songId())).containsEntry("status", "ready");
    assertThat(database.variations(song.songId())).hasSize(1);
    assertThat(objects(song)).hasSize(2);
  }

  @Test
  void aReportThatArrivesBeforeTheAnswerTellsTheTask() {
    Requested song = request("Early report", false);
    String taskId = UUID.randomUUID().toString();
    provider.onOrder(
        "Early report",
        exchange -> {
          records.reported(song.generationId(), Tasks.task(taskId, "pending"));
          await()
              .untilAsserted(
                  () -> assertThat(database.status(song.generationId())).isEqualTo("submitted"));
          StubProvider.answer(exchange, 200, StubProvider.accepted(taskId));
        });
    records.requested(song);
    await()
        .untilAsserted(() ->
            assertThat(database.generation(song.generationId()))
                .containsEntry("status", "submitted")
                .containsEntry("task_id", taskId));
  }

  @Test
  void aFailureIsAFailureWhateverItsCodeAndALateSuccessBeatsIt() {
    Requested song = request("Fails first", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    records.reported(song.generationId(), Tasks.task(order.taskId(), "Failed"));
    await()
        .untilAsserted(() ->
            assertThat(database.song(song.songId()))
                .containsEntry("status", "failed")
                .containsEntry("retryable", true));
    records.reported(
        song.generationId(),
        Tasks.completed(order.taskId(), provider.serves("f.mp3", Mp3.of(1000, 7))));
    ready(song.generationId());
    assertThat(database.song(song.songId()))
        .containsEntry("status", "ready")
        .containsEntry("error", null);
  }

  @Test
  void anOlderAttemptsLateResultBecomesAVariation() {
    Requested song = request("Two attempts", false);
    records.requested(song);
    StubProvider.Order first = submitted(song.generationId());
    records.reported(song.generationId(), Tasks.failed(first.taskId(), "internal error"));
    await()
        .untilAsserted(
            () -> assertThat(database.song(song.songId())).containsEntry("status", "failed"));
    UUID second = database.requestAgain(song.songId());
    records.requested(song, second, 2);
    StubProvider.Order again = submitted(second);

    records.reported(
        song.generationId(),
        Tasks.completed(first.taskId(), provider.serves("old.mp3", Mp3.of(1000, 8))));
    ready(song.generationId());
    assertThat(database.song(song.songId())).containsEntry("status", "composing");
    assertThat(database.variations(song.songId())).hasSize(1);

    records.reported(
        second, Tasks.completed(again.taskId(), provider.serves("new.mp3", Mp3.of(1000, 9))));
    ready(second);
    assertThat((String) database.song(song.songId()).get("audio_url")).contains(second.toString());
  }

  @Test
  void aLostWebhookIsFoundByPolling() {
    Requested song = request("Lost webhook", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    provider.knows(
        Tasks.completed(order.taskId(), provider.serves("polled.mp3", Mp3.of(1000, 10))));
    ready(song.generationId());
  }

  /** While all workers were away its time passed: parents saw it fail, and then become ready. */
  @Test
  void aSongThatTheProviderHasMadeIsNotGivenUpHoweverLongNobodyLooked() {
    Requested song = request("Nobody looked", false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    provider.knows(
        Tasks.completed(order.taskId(), provider.serves("found-late.mp3", Mp3.of(1000, 11))));
    database.run(
        """
        update song_generations
        set call_started_at = call_started_at - interval '1 hour',
            submitted_at = submitted_at - interval '1 hour'
        where id = ?
        """,
        song.generationId());
    ready(song.generationId());
    assertThat(database.generation(song.generationId()).get("timings"))
        .asString()
        .contains("ready")
        .doesNotContain("failed");
  }

  @Test
  void aSubmissionWithoutNewsIsTriedAgainUnderAnotherAddress() {
    Requested song = request("No answer", false);
    provider.onOrder("No answer", exchange -> exchange.close());
    records.requested(song);
    await().untilAsserted(() -> assertThat(provider.orders(song.generationId())).hasSize(1));
    // The process that made the call is gone: only what is committed is left.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(database.status(song.generationId())).isEqualTo("unknown"));
    provider.noLongerOnOrder("No answer");
    UUID second = database.currentGeneration(song.songId());
    assertThat(second).isNotEqualTo(song.generationId());
    records.requested(song, second, 2);
    submitted(second);
    assertThat(provider.orders(song.generationId())).hasSize(1);
    assertThat(database.status(song.generationId())).isEqualTo("unknown");
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(database.status(song.generationId())).isEqualTo("failed"));
  }

  private static Requested request(String name, boolean instrumental) {
    return database.request(database.user("Mira", "girl"), name, instrumental);
  }

  private static Requested readySong(String name) {
    Requested song = request(name, false);
    records.requested(song);
    StubProvider.Order order = submitted(song.generationId());
    records.reported(
        song.generationId(),
        Tasks.completed(
            order.taskId(), provider.serves(name.hashCode() + ".mp3", Mp3.of(1000, 11))));
    ready(song.generationId());
    return song;
  }

  private static StubProvider.Order submitted(UUID generationId) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(database.status(generationId)).isEqualTo("submitted"));
    return provider.orders(generationId).getFirst();
  }

  private static void ready(UUID generationId) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(database.status(generationId)).isEqualTo("ready"));
  }

  /** A later record of the same partition has been processed, so the earlier ones have too. */
  private static void settle(UUID generationId) {
    ObjectNode marker = Tasks.task("marker", "failed");
    records.reported(generationId, marker);
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
  }

  private static List<S3Object> objects(Requested song) {
    return worker
        .bean(S3Client.class)
        .listObjectsV2(list -> list.bucket(BUCKET).prefix(song.userId() + "/"))
        .contents();
  }

  private static byte[] stored(String key) {
    return worker
        .bean(S3Client.class)
        .getObjectAsBytes(get -> get.bucket(BUCKET).key(key))
        .asByteArray();
  }
}
