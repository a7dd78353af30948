package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Studio;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that never reaches a worker had left its song in the queue for ever. */
class ForgottenRequestsTest {

  private static Studio studio;

  @BeforeAll
  static void open() throws Exception {
    studio =
        new Studio(Map.of("jobs.forgotten-after", "500ms", "jobs.look-for-forgotten", "100ms"));
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void aSongWhoseRequestWasLostIsMadeAllTheSame() {
    Requested song = studio.ask("lost request");
    studio.made(song.generationId(), studio.submitted(song.generationId()).taskId(), 1);
    studio.untilSong(song, "ready");
    studio.records().requested(song);
    studio.settled(song.generationId());
    assertThat(studio.provider().orders(song.generationId())).hasSize(1);
  }

  @Test
  void aSongWhoseWordsNobodyWritesAnyMoreIsMadeAllTheSame() {
    Requested song = studio.ask("lost job");
    studio
        .database()
        .run(
            "update song_generations set status = 'writing_lyrics' where id = ?",
            song.generationId());
    studio.submitted(song.generationId());
  }

  @Test
  void aSongThatCannotBeBegunFailsInTheEnd() {
    Requested song = studio.ask("cannot be begun");
    jobHasFailed(song.generationId(), 20);
    studio
        .database()
        .run(
            "update song_generations set requested_at = now() - interval '31 min' where id = ?",
            song.generationId());
    studio.until(song.generationId(), "failed");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("status", "failed")
        .containsEntry("error", FailureKind.GAVE_UP.message())
        .containsEntry("retryable", true);
  }

  private static void jobHasFailed(UUID generation, int times) {
    studio
        .database()
        .run(
            """
            insert into scheduled_tasks
              (task_name, task_instance, execution_time, picked, consecutive_failures, version)
            values ('write-lyrics', ?, now() + interval '1 hour', false, ?, 1)
            on conflict (task_name, task_instance) do update
            set execution_time = excluded.execution_time,
                consecutive_failures = excluded.consecutive_failures
            """,
            generation.toString(),
            times);
  }
}
