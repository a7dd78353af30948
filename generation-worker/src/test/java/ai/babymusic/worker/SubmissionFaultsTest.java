package ai.babymusic.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.generations.RefusedCalls;
import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Tasks;
import ai.babymusic.worker.testing.Waiting;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionFaultsTest {

  private StubProvider provider;
  private Database database;
  private Records records;

  @BeforeEach
  void start() throws Exception {
    provider = new StubProvider();
    database = new Database();
    database.clear();
    records = new Records();
  }

  @AfterEach
  void stop() {
    records.close();
    provider.close();
  }

  @Test
  void aWorkerThatFindsACallBegunDoesNotCallAgain() {
    Requested song = request("crashed");
    // What a worker leaves that dies between the commit and the answer, and its job, found again.
    callBegins(song);
    job("submit", song.generationId() + ".0");
    job("watch", song.generationId().toString());
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      await()
          .untilAsserted(() ->
              assertThat(database.rows("select 1 from scheduled_tasks where task_name = 'submit'"))
                  .isEmpty());
      assertThat(provider.orders(song.generationId())).isEmpty();
      // The task had been made all the same: its report finds the attempt by its address.
      records.reported(song.generationId(), Tasks.task("made-before-the-crash", "processing"));
      Waiting.until(database, song.generationId(), "submitted");
      assertThat(database.generation(song.generationId()))
          .containsEntry("task_id", "made-before-the-crash");
    }
  }

  /** The clock was looked at before the topic: the song was ordered and paid for again. */
  @Test
  void aReportThatCameWhileNobodyWasThereCountsBeforeTheGraceThatPassedMeanwhile() {
    Requested song = request("nobody there");
    provider.onOrder("nobody there", HttpExchange::close);
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      records.requested(song);
      await()
          .untilAsserted(() ->
              assertThat(database.rows("select 1 from provider_plans where failures = 1"))
                  .hasSize(1));
    }
    records.reported(
        song.generationId(),
        Tasks.completed("made-meanwhile", provider.serves("meanwhile.mp3", Mp3.of(1000, 1))));
    anHourPasses(song);
    try (RunningWorker _ = RunningWorker.start(provider, Map.of("piapi.first-poll", "5s"))) {
      Waiting.until(database, song.generationId(), "ready");
      assertThat(String.valueOf(database.generation(song.generationId()).get("times")))
          .doesNotContain("unknown");
      assertThat(database.currentGeneration(song.songId())).isEqualTo(song.generationId());
    }
  }

  @Test
  void aWorkerThatFindsItAdmittedButNotCalledCalls() {
    Requested song = request("admitted");
    database.run(
        "update song_generations set status = 'submitting' where id = ?", song.generationId());
    job("submit", song.generationId() + ".0");
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      Waiting.until(database, song.generationId(), "submitted");
      assertThat(provider.orders(song.generationId())).hasSize(1);
    }
  }

  /** A key that was refused had failed every song; all that was to do was to mend the key. */
  @ParameterizedTest
  @CsvSource({"402, no_credits", "401, key_refused", "403, key_refused"})
  void whatAnOperatorHasToMendKeepsSongsWaitingAndTheyResumeByThemselves(
      int status, String reason) {
    provider.always(exchange -> StubProvider.answer(exchange, status, "{}".getBytes(UTF_8)));
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      Requested song = request("blocked");
      records.requested(song);
      untilBlocked(song, reason);
      Requested behind = request("behind");
      records.requested(behind);
      untilBlocked(behind, reason);
      provider.always(null);
      Waiting.until(database, song.generationId(), "submitted");
      Waiting.until(database, behind.generationId(), "submitted");
    }
  }

  @Test
  void aProviderThatIsDownFailsNoSong() throws Exception {
    provider.stopListening();
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      Requested song = request("down");
      records.requested(song);
      await()
          .untilAsserted(() ->
              assertThat(database.rows("select 1 from song_generations where refusals >= 3"))
                  .hasSize(1));
      untilBlocked(song, "provider_unavailable");
      provider.listenAgain();
      Waiting.until(database, song.generationId(), "submitted");
      assertThat(provider.orders(song.generationId())).hasSize(1);
    }
  }

  @Test
  void aClearRefusalFailsTheSong() {
    provider.onOrder(
        "refused",
        exchange -> StubProvider.answer(exchange, 400, "{\"message\":\"bad\"}".getBytes(UTF_8)));
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      Requested song = request("refused");
      records.requested(song);
      Waiting.until(database, song.generationId(), "failed");
      assertThat(database.song(song.songId())).containsEntry("status", "failed");
    }
  }

  @Test
  void aTaskThatFailsForLackOfCreditsIsFollowedByANewAttempt() {
    try (RunningWorker _ = RunningWorker.start(provider, Map.of())) {
      Requested song = request("late credits");
      records.requested(song);
      StubProvider.Order order = Waiting.submitted(database, provider, song.generationId());
      records.reported(
          song.generationId(),
          Tasks.failed(order.taskId(), "your account doesn't have enough credits"));
      Waiting.until(database, song.generationId(), "failed");
      UUID next = database.currentGeneration(song.songId());
      assertThat(next).isNotEqualTo(song.generationId());
      assertThat(database.song(song.songId())).containsEntry("status", "queued");
      records.requested(song, next, 2);
      await().untilAsserted(() -> assertThat(database.status(next)).isEqualTo("submitted"));
    }
  }

  /** As when the connection breaks at the commit, and what has been committed is done again. */
  @Test
  void aRefusalThatIsToldTwiceDoesNotUndoALaterCall() {
    Requested song = request("told twice");
    try (RunningWorker worker = RunningWorker.start(provider, Map.of())) {
      RefusedCalls calls = worker.bean(RefusedCalls.class);
      callBegins(song);
      assertThat(putBack(calls, song)).isTrue();
      callBegins(song);
      assertThat(putBack(calls, song)).isFalse();
      assertThat(database.status(song.generationId())).isEqualTo("submitting");
    }
  }

  private void untilBlocked(Requested song, String reason) {
    await()
        .untilAsserted(() ->
            assertThat(database.generation(song.generationId()))
                .containsEntry("status", "waiting")
                .containsEntry("blocked_reason", reason));
  }

  private void callBegins(Requested song) {
    database.run(
        "update song_generations set status = 'submitting', call_started_at = clock_timestamp()"
            + " where id = ?",
        song.generationId());
  }

  private void anHourPasses(Requested song) {
    database.run(
        "update song_generations set call_started_at = call_started_at - interval '1 hour'"
            + " where id = ?",
        song.generationId());
    database.run(
        "update scheduled_tasks set execution_time = execution_time - interval '1 hour'"
            + " where task_name = 'watch'");
  }

  private static boolean putBack(RefusedCalls calls, Requested song) {
    return calls.putBack(song.generationId(), 0, "no_credits", Duration.ofHours(1), false);
  }

  private Requested request(String name) {
    return database.request(database.user("Mira", "girl"), name, false);
  }

  private void job(String kind, String instance) {
    database.run(
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        values (?, ?, now(), false, 1)
        """,
        kind,
        instance);
  }
}
