package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever deletes a song gets rid of it, however far it was. */
class DeletedSongsTest {

  private static Studio studio;

  @BeforeAll
  static void open() throws Exception {
    studio = new Studio(Map.of());
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void aRequestWhoseSongWasDeletedIsIgnored() {
    Requested song = studio.ask("Deleted early");
    studio.database().run("delete from songs where id = ?", song.songId());
    studio.records().requested(song);
    await()
        .untilAsserted(() ->
            assertThat(studio.database().generation(song.generationId()))
                .containsEntry("status", "cancelled")
                .containsEntry("error_code", "song_deleted"));
    assertThat(studio.provider().orders(song.generationId())).isEmpty();
  }

  @Test
  void theResultOfASongDeletedWhileItWasComposedIsDiscarded() {
    Requested song = studio.request("Deleted late");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio.database().run("delete from songs where id = ?", song.songId());
    assertThat(studio.database().status(song.generationId())).isEqualTo("submitted");
    studio.reported(
        song.generationId(),
        Tasks.completed(order.taskId(), studio.provider().serves("late.mp3", Mp3.of(1000, 3))));
    await()
        .untilAsserted(
            () -> assertThat(studio.database().status(song.generationId())).isEqualTo("cancelled"));
    assertThat(studio.objects(song)).isEmpty();
  }

  @Test
  void aSongDeletedWhileItsAudioIsFetchedLeavesNothingInOurStorage() {
    Requested song = studio.request("Deleted while storing");
    StubProvider.Order order = studio.submitted(song.generationId());
    byte[] audio = Mp3.of(1000, 4);
    String url =
        studio
            .provider()
            .serves(
                "deletes.mp3",
                exchange -> {
                  studio.database().run("delete from songs where id = ?", song.songId());
                  StubProvider.answer(exchange, 200, audio);
                });
    studio.reported(song.generationId(), Tasks.completed(order.taskId(), url));
    await()
        .untilAsserted(
            () -> assertThat(studio.database().status(song.generationId())).isEqualTo("cancelled"));
    assertThat(studio.objects(song)).isEmpty();
  }

  /** A worker that was taken for dead put back what the next one had taken away. */
  @Test
  void aSongDeletedWhileTwoWorkersFetchItsAudioLeavesNothingInOurStorage() {
    Requested song = studio.request("Deleted while stored twice");
    StubProvider.Order order = studio.submitted(song.generationId());
    byte[] audio = Mp3.of(1000, 4);
    String url =
        studio
            .provider()
            .serves(
                "deletes-and-ends.mp3",
                exchange -> {
                  studio.database().run("delete from songs where id = ?", song.songId());
                  studio
                      .database()
                      .run(
                          "update song_generations set status = 'cancelled' where id = ?",
                          song.generationId());
                  StubProvider.answer(exchange, 200, audio);
                });
    studio.reported(song.generationId(), Tasks.completed(order.taskId(), url));
    studio.until(song.generationId(), "cancelled");
    studio.settled(song.generationId());
    assertThat(studio.objects(song)).isEmpty();
  }

  @Test
  void audioGoesWhenItsSongIsDeleted() {
    Requested song = studio.request("To be deleted");
    studio.made(song.generationId(), studio.submitted(song.generationId()).taskId(), 1);
    studio.until(song.generationId(), "ready");
    assertThat(studio.objects(song)).hasSize(1);
    studio.database().run("delete from songs where id = ?", song.songId());
    studio.records().deleted(song);
    await().untilAsserted(() -> assertThat(studio.objects(song)).isEmpty());
  }

  @Test
  void aFailureOfADeletedSongEndsItsAttemptAndNothingElse() {
    Requested song = studio.request("Deleted and failed");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio.database().run("delete from songs where id = ?", song.songId());
    studio.reported(
        song.generationId(), Tasks.failed(order.taskId(), "doesn't have enough credits"));
    studio.until(song.generationId(), "failed");
    assertThat(
            studio
                .database()
                .rows("select 1 from song_generations where song_id = ?", song.songId()))
        .hasSize(1);
  }
}
