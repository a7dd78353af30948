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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a worker tells Prometheus, by the names that the alarms rely on. */
class MeasuresTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void songsAreMeasuredFromTheirRequestToTheirEnd() throws Exception {
    Database database = new Database();
    database.clear();
    try (StubProvider provider = new StubProvider();
        Records records = new Records();
        RunningWorker worker =
            RunningWorker.start(provider, Map.of("piapi.max-concurrent-tasks", "2"))) {
      Requested song = database.request(database.user("Mira", "girl"), "Measured", false);
      // As if it had been asked for long ago, and were late.
      database.run(
          "update song_generations set requested_at = now() - interval '15 min', overdue_at ="
              + " now()");
      records.requested(song);
      String task = Waiting.submitted(database, provider, song.generationId()).taskId();
      database.run(
          "insert into provider_plans values ('piapi', 1, 'rate_limited', 1, now() + interval '1"
              + " h')");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(metrics(worker))
                  .contains("songs_unfinished{status=\"composing\"} 1.0")
                  .contains("songs_unfinished{status=\"queued\"} 0.0")
                  .containsPattern("songs_unfinished_oldest_seconds 9\\d\\d\\.")
                  .contains("generations_unfinished{status=\"submitted\"} 1.0")
                  .contains("generations_overdue 1.0")
                  .contains("generations_blocked{reason=\"no_credits\"} 0.0")
                  .contains("plan_limit 2.0")
                  .contains("plan_used 1.0")
                  .contains("plan_ceiling 1.0")
                  .contains(
                      "provider_calls_seconds_count{operation=\"submit\",outcome=\"accepted\"} 1"));

      records.reported(
          song.generationId(),
          Tasks.completed(task, provider.serves("measured.mp3", Mp3.of(1000, 1))));
      Waiting.until(database, song.generationId(), "ready");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(metrics(worker))
                  .contains("songs_unfinished{status=\"composing\"} 0.0")
                  .contains("songs_unfinished_oldest_seconds 0.0")
                  .contains("generation_state_seconds_count{state=\"submitted\"} 1")
                  .contains("generation_total_seconds_bucket{le=\"1800.0\"} 1")
                  .contains("provider_report_delay_seconds_count 1")
                  .contains("song_work_seconds_count{error=\"none\",work=\"submit\"} 1")
                  .contains("provider_charged_points_total 500000.0")
                  .contains("songs_total{outcome=\"ready\",reason=\"none\"} 1.0"));
    }
  }

  private static String metrics(RunningWorker worker) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(worker.url() + "/actuator/prometheus")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
