package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final int LIMIT = 3;
  private static final Map<String, String> SETTINGS =
      Map.of("piapi.max-concurrent-tasks", String.valueOf(LIMIT));

  @Test
  void twoWorkersKeepThePlansLimitAndServeEachUserInTurn() throws Exception {
    Database database = new Database();
    database.clear();
    try (StubProvider provider = new StubProvider();
        Records records = new Records();
        RunningWorker _ = RunningWorker.start(provider, SETTINGS);
        RunningWorker _ = RunningWorker.start(provider, SETTINGS)) {
      byte[] audio = Mp3.of(1000, 1);
      String url = provider.serves("song.mp3", audio);
      UUID greedy = database.user("Gus", "boy");
      List<Requested> songs = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        songs.add(database.request(greedy, "greedy " + i, false));
      }
      songs.forEach(records::requested);
      await().untilAsserted(() -> assertThat(inState(database, "submitted")).hasSize(LIMIT));
      List<Requested> modest = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        modest.add(database.request(database.user("Mo", "other"), "modest " + i, false));
      }
      modest.forEach(records::requested);
      songs.addAll(modest);
      await().untilAsserted(() -> assertThat(inState(database, "waiting")).hasSize(9));

      Set<UUID> finished = new HashSet<>();
      List<UUID> order = new ArrayList<>();
      await()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> {
            assertThat(running(database)).isLessThanOrEqualTo(LIMIT);
            for (Map<String, @Nullable Object> row : inState(database, "submitted")) {
              UUID id = uuid(row, "id");
              if (finished.add(id)) {
                order.add(uuid(row, "user_id"));
                records.reported(id, Tasks.completed(String.valueOf(row.get("task_id")), url));
              }
            }
            return inState(database, "ready").size() == songs.size();
          });
      // Of each three places the greedy one gets one at most while somebody else waits.
      assertThat(order.subList(0, 3 * LIMIT))
          .containsAll(modest.stream().map(Requested::userId).toList());
      for (Requested song : songs) {
        assertThat(provider.orders(song.generationId())).hasSize(1);
      }
    }
  }

  @Test
  void aDeletedSongKeepsItsPlaceUntilItsTaskHasEnded() throws Exception {
    try (Studio studio = new Studio(Map.of("piapi.max-concurrent-tasks", "1"))) {
      Requested deleted = studio.request("deleted");
      StubProvider.Order order = studio.submitted(deleted.generationId());
      studio.database().run("delete from songs where id = ?", deleted.songId());
      Requested next = studio.request("next");
      studio.until(next.generationId(), "waiting");
      studio.made(deleted.generationId(), order.taskId(), 2);
      studio.submitted(next.generationId());
      assertThat(
              studio
                  .database()
                  .rows(
                      """
                      select 1 from song_generations deleted, song_generations next
                      where deleted.id = ? and next.id = ? and deleted.status = 'cancelled'
                        and deleted.completed_at < (next.timings ->> 'submitting')::timestamptz
                      """,
                      deleted.generationId(),
                      next.generationId()))
          .hasSize(1);
      assertThat(studio.objects(deleted)).isEmpty();
    }
  }

  /** The later one was ordered and paid for while the earlier one's audio was being copied. */
  @Test
  void nothingIsOrderedForASongWhoseEarlierAttemptIsBeingStored() throws Exception {
    try (Studio studio = new Studio(Map.of("piapi.max-concurrent-tasks", "1"))) {
      Requested song = studio.request("late success");
      StubProvider.Order first = studio.submitted(song.generationId());
      studio.reported(song.generationId(), Tasks.failed(first.taskId(), "internal error"));
      studio.untilSong(song, "failed");
      Requested other = studio.request("other");
      final StubProvider.Order others = studio.submitted(other.generationId());
      UUID second = studio.retry(song, 2);
      studio.until(second, "waiting");
      Requested behind = studio.request("behind");
      studio.until(behind.generationId(), "waiting");

      CompletableFuture<byte[]> audio = new CompletableFuture<>();
      String url =
          studio
              .provider()
              .serves("slow.mp3", copy -> StubProvider.answer(copy, 200, audio.join()));
      studio.reported(song.generationId(), Tasks.completed(first.taskId(), url));
      studio.until(song.generationId(), "storing");
      studio.made(other.generationId(), others.taskId(), 1);
      studio.submitted(behind.generationId());
      assertThat(studio.database().status(second)).isEqualTo("waiting");

      audio.complete(Mp3.of(1000, 1));
      studio.untilSong(song, "ready");
      assertThat(studio.database().status(second)).isEqualTo("cancelled");
      assertThat(studio.provider().orders(second)).isEmpty();
    }
  }

  /** The later one was ordered and paid for though the earlier one had been heard of. */
  @Test
  void nothingIsOrderedForASongWhoseEarlierAttemptIsKnownToLiveUntilThatEnds() throws Exception {
    try (Studio studio =
        new Studio(
            Map.of(
                "piapi.max-concurrent-tasks", "2",
                "piapi.first-poll", "500ms",
                "piapi.submit-grace", "1s"))) {
      Requested other = studio.request("other");
      final StubProvider.Order others = studio.submitted(other.generationId());
      studio.provider().onOrder("lost answer", HttpExchange::close);
      Requested song = studio.request("lost answer");
      studio.until(song.generationId(), "unknown");
      studio.provider().noLongerOnOrder("lost answer");
      studio.relay();
      UUID second = studio.database().currentGeneration(song.songId());
      studio.until(second, "waiting");
      // The same user's, who has as many running: else it would go first anyway.
      Requested behind = studio.database().request(song.userId(), "behind", false);
      studio.records().requested(behind);
      studio.until(behind.generationId(), "waiting");

      String lost = UUID.randomUUID().toString();
      studio.reported(song.generationId(), Tasks.task(lost, "processing"));
      studio.until(song.generationId(), "submitted");
      studio.made(other.generationId(), others.taskId(), 1);
      studio.submitted(behind.generationId());
      assertThat(studio.database().status(second)).isEqualTo("waiting");

      studio.reported(song.generationId(), Tasks.failed(lost, "internal error"));
      studio.submitted(second);
    }
  }

  private static List<Map<String, @Nullable Object>> inState(Database database, String status) {
    return database.rows(
        "select * from song_generations where status = ? order by submitted_at", status);
  }

  private static UUID uuid(Map<String, @Nullable Object> row, String column) {
    return UUID.fromString(String.valueOf(row.get(column)));
  }

  private static int running(Database database) {
    return database
        .rows(
            "select 1 from song_generations where status in ('submitting', 'submitted', 'unknown')")
        .size();
  }
}
