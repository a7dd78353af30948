package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Tasks;
import ai.babymusic.worker.testing.Waiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LatencyTest {

  private static final int SONGS = 25;

  /** Half the wait for db-scheduler's own poll: jobs are poked. What it takes is printed. */
  private static final long LONGEST_MILLIS = 5000;

  @Test
  void aWarmWorkerStoresASongSoonAfterTheProvidersLastReport() throws Exception {
    Database database = new Database();
    database.clear();
    try (StubProvider provider = new StubProvider();
        Records records = new Records();
        RunningWorker worker = RunningWorker.start(provider, Map.of())) {
      assertThat(readiness(worker)).isEqualTo(200);
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < SONGS; i++) {
        Requested song = database.request(database.user("Mira", "girl"), "song " + i, false);
        records.requested(song);
        StubProvider.Order order = Waiting.submitted(database, provider, song.generationId());
        String one = provider.serves(i + "-1.mp3", Mp3.of(64 << 10, i));
        String two = provider.serves(i + "-2.mp3", Mp3.of(64 << 10, i + 1000));
        Instant reported = Instant.now();
        records.reported(song.generationId(), Tasks.completed(order.taskId(), one, two));
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> database.status(song.generationId()).equals("ready"));
        Instant ready = database.readyAt(song.songId());
        millis.add(Duration.between(reported, ready).toMillis());
      }
      List<Long> warm = new ArrayList<>(millis.subList(5, SONGS));
      Collections.sort(warm);
      LoggerFactory.getLogger(LatencyTest.class)
          .atInfo()
          .addKeyValue("first_five_ms", millis.subList(0, 5))
          .addKeyValue("median_ms", warm.get(warm.size() / 2))
          .addKeyValue("worst_ms", warm.getLast())
          .log("from the last report to a ready song, two tracks of 64 KiB");
      assertThat(warm.get(warm.size() / 2)).isLessThan(LONGEST_MILLIS);
    }
  }

  private static int readiness(RunningWorker worker) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(worker.url() + "/actuator/health/readiness"))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
