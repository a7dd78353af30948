package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Reports that come twice, late, out of order, or for an attempt that is over. */
class ReportedSongsTest {

  private static Studio studio;

  @BeforeAll
  static void open() throws Exception {
    studio = new Studio(Map.of("piapi.first-poll", "1m"));
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void repeatedAndReorderedReportsChangeNothing() {
    Requested song = studio.request("Repeated");
    StubProvider.Order order = studio.submitted(song.generationId());
    ObjectNode done =
        Tasks.completed(
            order.taskId(),
            studio.provider().serves("r1.mp3", Mp3.of(1000, 5)),
            studio.provider().serves("r2.mp3", Mp3.of(1000, 6)));
    for (int i = 0; i < 3; i++) {
      studio.reported(song.generationId(), done);
      studio.reported(song.generationId(), Tasks.task(order.taskId(), "Processing"));
      studio.reported(song.generationId(), Tasks.failed(order.taskId(), "too late"));
    }
    studio.until(song.generationId(), "ready");
    studio.reported(song.generationId(), done);
    studio.settled(song.generationId());
    assertThat(studio.database().song(song.songId())).containsEntry("status", "ready");
    assertThat(studio.database().variations(song.songId())).hasSize(1);
    assertThat(studio.objects(song)).hasSize(2);
  }

  @Test
  void aReportThatArrivesBeforeTheAnswerTellsTheTask() {
    Requested song = studio.ask("Early report");
    String taskId = UUID.randomUUID().toString();
    studio
        .provider()
        .onOrder(
            "Early report",
            exchange -> {
              studio.reported(song.generationId(), Tasks.task(taskId, "pending"));
              await()
                  .untilAsserted(() ->
                      assertThat(studio.database().status(song.generationId()))
                          .isEqualTo("submitted"));
              StubProvider.answer(exchange, 200, StubProvider.accepted(taskId));
            });
    studio.records().requested(song);
    await()
        .untilAsserted(() ->
            assertThat(studio.database().generation(song.generationId()))
                .containsEntry("status", "submitted")
                .containsEntry("task_id", taskId));
  }

  @Test
  void aFailureIsAFailureWhateverItsCodeAndALateSuccessBeatsIt() {
    Requested song = studio.request("Fails first");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio.reported(song.generationId(), Tasks.task(order.taskId(), "Failed"));
    await()
        .untilAsserted(() ->
            assertThat(studio.database().song(song.songId()))
                .containsEntry("status", "failed")
                .containsEntry("retryable", true));
    studio.reported(
        song.generationId(),
        Tasks.completed(order.taskId(), studio.provider().serves("f.mp3", Mp3.of(1000, 7))));
    studio.until(song.generationId(), "ready");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("status", "ready")
        .containsEntry("error", null);
  }

  @Test
  void anOlderAttemptsLateResultBecomesAVariation() {
    Requested song = studio.request("Two attempts");
    StubProvider.Order first = studio.submitted(song.generationId());
    studio.reported(song.generationId(), Tasks.failed(first.taskId(), "internal error"));
    await()
        .untilAsserted(() ->
            assertThat(studio.database().song(song.songId())).containsEntry("status", "failed"));
    UUID second = studio.database().requestAgain(song.songId());
    studio.records().requested(song, second, 2);
    StubProvider.Order again = studio.submitted(second);

    studio.reported(
        song.generationId(),
        Tasks.completed(first.taskId(), studio.provider().serves("old.mp3", Mp3.of(1000, 8))));
    studio.until(song.generationId(), "ready");
    assertThat(studio.database().song(song.songId())).containsEntry("status", "composing");
    assertThat(studio.database().variations(song.songId())).hasSize(1);

    studio.reported(
        second,
        Tasks.completed(again.taskId(), studio.provider().serves("new.mp3", Mp3.of(1000, 9))));
    studio.until(second, "ready");
    assertThat((String) studio.database().song(song.songId()).get("audio_url"))
        .contains(second.toString());
  }

  @Test
  void anOlderAttemptsLateResultIsTheSongOfANewerOneThatFailed() {
    Requested song = studio.request("Both failed");
    StubProvider.Order first = studio.submitted(song.generationId());
    studio.reported(song.generationId(), Tasks.failed(first.taskId(), "internal error"));
    studio.untilSong(song, "failed");
    UUID second = studio.retry(song, 2);
    StubProvider.Order again = studio.submitted(second);
    studio.reported(second, Tasks.failed(again.taskId(), "internal error"));
    studio.untilSong(song, "failed");

    studio.made(song.generationId(), first.taskId(), 2);
    studio.untilSong(song, "ready");
    assertThat((String) studio.database().song(song.songId()).get("audio_url"))
        .contains(song.generationId() + "-1");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("error", null)
        .containsEntry("retryable", false);
    assertThat(studio.database().variations(song.songId())).hasSize(1);

    studio.made(second, again.taskId(), 1);
    studio.until(second, "ready");
    assertThat((String) studio.database().song(song.songId()).get("audio_url"))
        .as("what can be played is never replaced")
        .contains(song.generationId() + "-1");
    assertThat(studio.database().variations(song.songId())).hasSize(2);
  }

  /** The second attempt was submitted and paid for although there was something to play. */
  @Test
  void anOlderAttemptsLateResultIsTheSongOfANewerOneThatIsNotSubmittedYet() {
    Requested song = studio.request("Late in time");
    StubProvider.Order first = studio.submitted(song.generationId());
    studio.reported(song.generationId(), Tasks.failed(first.taskId(), "internal error"));
    studio.untilSong(song, "failed");
    UUID second = studio.database().requestAgain(song.songId());
    studio.made(song.generationId(), first.taskId(), 2);
    studio.untilSong(song, "ready");
    assertThat(studio.database().status(second)).isEqualTo("cancelled");
    assertThat(studio.database().variations(song.songId())).hasSize(1);
    studio.records().requested(song, second, 2);
    studio.settled(second);
    assertThat(studio.provider().orders(second)).isEmpty();
  }

  /** Such a song had failed, though what it had could be played. */
  @Test
  void aSongThatHasATakeIsReadyWhenItsPresentAttemptFails() {
    Requested song = studio.request("Take in hand");
    StubProvider.Order first = studio.submitted(song.generationId());
    studio.reported(song.generationId(), Tasks.failed(first.taskId(), "internal error"));
    studio.untilSong(song, "failed");
    UUID second = studio.retry(song, 2);
    StubProvider.Order again = studio.submitted(second);
    studio.made(song.generationId(), first.taskId(), 2);
    studio.until(song.generationId(), "ready");
    studio.reported(second, Tasks.failed(again.taskId(), "internal error"));
    studio.until(second, "failed");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("status", "ready")
        .containsEntry("error", null);
    assertThat((String) studio.database().song(song.songId()).get("audio_url"))
        .contains(song.generationId() + "-1");
    assertThat(studio.database().variations(song.songId())).hasSize(1);
  }

  @Test
  void aReportOfAnotherTaskMaySucceedButNeverFail() {
    Requested song = studio.request("Two tasks");
    StubProvider.Order order = studio.submitted(song.generationId());
    String other = UUID.randomUUID().toString();
    studio.reported(song.generationId(), Tasks.failed(other, "not this one"));
    studio.settled(song.generationId());
    assertThat(studio.database().status(song.generationId())).isEqualTo("submitted");
    studio.made(song.generationId(), other, 1);
    studio.until(song.generationId(), "ready");
    assertThat(studio.database().generation(song.generationId()))
        .containsEntry("task_id", order.taskId());
  }

  @Test
  void whatACancelledAttemptBringsIsIgnored() {
    studio
        .provider()
        .onOrder("Cancelled", refused -> StubProvider.answer(refused, 503, new byte[0]));
    Requested song = studio.request("Cancelled");
    await()
        .untilAsserted(() ->
            assertThat(studio.database().generation(song.generationId()))
                .containsEntry("blocked_reason", "provider_unavailable"));
    // It waits for the most part, but may just be tried again.
    await().until(() -> studio.database().cancel(song));
    studio.made(song.generationId(), UUID.randomUUID().toString(), 1);
    studio.settled(song.generationId());
    assertThat(studio.database().status(song.generationId())).isEqualTo("cancelled");
    assertThat(studio.database().song(song.songId())).containsEntry("status", "cancelled");
    assertThat(studio.objects(song)).isEmpty();
  }
}
