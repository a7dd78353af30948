package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.StubStorage;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What our own storage does is neither the provider's fault nor the song's. */
class StorageFaultsTest {

  private static StubStorage storage;
  private static Studio studio;

  @BeforeAll
  static void open() throws Exception {
    storage = new StubStorage();
    studio = new Studio(Map.of("s3.endpoint", storage.url().toString()));
  }

  @AfterAll
  static void close() {
    studio.close();
    storage.close();
  }

  /** Every try fetched all takes, only to find that there was no place for them. */
  @Test
  void nothingIsFetchedWhileOurStorageIsAway() {
    storage.failsAt(path -> true);
    AtomicInteger fetched = new AtomicInteger();
    Requested song =
        composed(
            "storage away",
            studio
                .provider()
                .serves(
                    "storage-away.mp3",
                    exchange -> {
                      fetched.incrementAndGet();
                      StubProvider.answer(exchange, 200, Mp3.of(1000, 1));
                    }));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(
                    studio
                        .database()
                        .rows(
                            """
                            select 1 from scheduled_tasks
                            where task_name = 'store' and task_instance like ?
                                and consecutive_failures >= 2
                            """,
                            song.generationId() + "%"))
                .hasSize(1));
    assertThat(fetched).hasValue(0);
    storage.failsAt(path -> false);
    studio.until(song.generationId(), "ready");
    assertThat(fetched).hasValue(1);
  }

  /**
   * The second was in our storage, the first was not, and then its link ran out: both were lost.
   */
  @Test
  void aTakeThatIsStoredIsKeptThoughAnotherCouldNotBe() {
    storage.failsAt(path -> path.endsWith("-1.mp3"));
    Requested song = composed("half stored", servedOnce("half-1.mp3"), servedOnce("half-2.mp3"));
    studio.until(song.generationId(), "ready");
    assertThat((String) studio.database().song(song.songId()).get("audio_url")).endsWith("-2.mp3");
    storage.failsAt(path -> false);
  }

  private static String servedOnce(String name) {
    AtomicInteger asked = new AtomicInteger();
    return studio
        .provider()
        .serves(
            name,
            exchange -> {
              boolean expired = asked.getAndIncrement() > 0;
              StubProvider.answer(
                  exchange, expired ? 403 : 200, expired ? new byte[0] : Mp3.of(1000, 2));
            });
  }

  private static Requested composed(String name, String... urls) {
    Requested song = studio.request(name);
    StubProvider.Order order = studio.submitted(song.generationId());
    studio.reported(song.generationId(), Tasks.completed(order.taskId(), urls));
    return song;
  }
}
