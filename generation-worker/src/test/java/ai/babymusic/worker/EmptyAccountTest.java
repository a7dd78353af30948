package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account without credits takes songs, and then their tasks fail. */
class EmptyAccountTest {

  private Studio studio;

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(Map.of("piapi.max-concurrent-tasks", "3"));
  }

  @AfterEach
  void close() {
    studio.close();
  }

  /** Whose place is taken for half an hour, which the limit must not count against the next. */
  @Test
  void afterATaskFailedForLackOfCreditsOneGoesToSeeBesideAnUnknownOne() {
    Requested unknown = studio.request("unknown");
    studio.submitted(unknown.generationId());
    studio
        .database()
        .run("update song_generations set status = 'unknown' where id = ?", unknown.generationId());
    Requested song = studio.request("no credits");
    outOfCredits(song, studio.submitted(song.generationId()));
    studio.until(song.generationId(), "failed");
    studio.relay();
    studio.submitted(studio.database().currentGeneration(song.songId()));
  }

  @Test
  void aSongWaitsForCreditsHoweverOftenItsTasksFail() {
    Requested song = studio.request("in the morning");
    StubProvider.Order order = afterTwentyOfOurOwn(song, FailureKind.NO_CREDITS.code());
    outOfCredits(song, order);
    studio.until(song.generationId(), "failed");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("attempt", 23)
        .extracting("status")
        .isNotEqualTo("failed");
  }

  @Test
  void aSongThatWasTriedOftenForOtherReasonsFailsInTheEnd() {
    Requested song = studio.request("never");
    StubProvider.Order order = afterTwentyOfOurOwn(song, FailureKind.NO_AUDIO.code());
    outOfCredits(song, order);
    studio.until(song.generationId(), "failed");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("status", "failed")
        .containsEntry("error", FailureKind.NO_CREDITS.message())
        .containsEntry("retryable", true);
  }

  private StubProvider.Order afterTwentyOfOurOwn(Requested song, String code) {
    StubProvider.Order order = studio.submitted(song.generationId());
    studio.database().run("update songs set attempt = 22 where id = ?", song.songId());
    studio
        .database()
        .run(
            """
            update song_generations set attempt = 22, requested_by = 'system' where id = ?
            """,
            song.generationId());
    studio
        .database()
        .run(
            """
            insert into song_generations
              (song_id, user_id, attempt, requested_by, status, error_code)
            select ?, ?, n, case n when 1 then 'user' else 'system' end, 'failed', ?
            from generate_series(1, 21) n
            """,
            song.songId(),
            song.userId(),
            code);
    return order;
  }

  @Test
  void aSongMadeForNobodyTellsOfCreditsToo() {
    Requested song = studio.request("deleted");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio
        .database()
        .run(
            """
            insert into provider_plans (provider, ceiling, reason, failures, until, told_by_task)
            values ('piapi', 0, 'no_credits', 1, now() + interval '1 hour', true)
            """);
    studio.database().run("delete from songs where id = ?", song.songId());
    studio.made(song.generationId(), order.taskId(), 1);
    studio.until(song.generationId(), "cancelled");
    await().until(() -> studio.database().rows("select 1 from provider_plans").isEmpty());
  }

  private void outOfCredits(Requested song, StubProvider.Order order) {
    studio.reported(
        song.generationId(), Tasks.failed(order.taskId(), "doesn't have enough credits"));
  }
}
