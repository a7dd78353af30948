package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.piapi.audio.Mp3Frames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PiapiSimulatorTest {

  private final PiapiSimulatorSettings settings;
  private final PiapiSimulator simulator;
  private final Client client;
  private final Receiver receiver = new Receiver();

  PiapiSimulatorTest(@TempDir Path folder) throws IOException {
    settings =
        PiapiSimulatorSettings.in(folder, Client.KEY)
            .paced(Duration.ofMillis(1200), Duration.ofMillis(50))
            .sized(8192);
    simulator = PiapiSimulator.start(settings);
    client = new Client(simulator.url());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    simulator.close();
    receiver.close();
  }

  @Test
  void aTaskIsToldOfFromCreationToEndWithItsSecret() throws Exception {
    String taskId = client.make("Luna", receiver.endpoint());

    await().until(() -> receiver.webhooks().size() == 4);
    assertThat(receiver.statuses())
        .containsExactlyInAnyOrder("pending", "processing", "processing", "completed")
        .endsWith("completed");
    assertThat(receiver.webhooks())
        .allSatisfy(webhook -> {
          assertThat(webhook.secret()).isEqualTo("s3cret");
          assertThat(webhook.taskId()).isEqualTo(taskId);
          assertThat(webhook.body().propertyNames()).containsExactly("timestamp", "data");
          assertThat(webhook.body().at("/data/config/webhook_config/secret").asString())
              .isEqualTo("s3cret");
        });
    assertThat(receiver.webhooks())
        .filteredOn(webhook -> webhook.status().equals("processing"))
        .extracting(webhook -> webhook.body().at("/data/logs").size())
        .containsExactlyInAnyOrder(0, 1);
    JsonNode told = receiver.webhooks().getLast().body().path("data");
    assertThat(client.task(taskId).path("output")).isEqualTo(told.path("output"));
  }

  @Test
  void audioPlaysAsLongAsTheTaskSays() throws Exception {
    String taskId = client.make("Luna", receiver.endpoint());
    JsonNode songs = finished(taskId).at("/output/songs");

    Set<Integer> hashes = new HashSet<>();
    for (JsonNode song : songs) {
      HttpResponse<byte[]> audio = client.audio(song.path("song_path").asString());
      assertThat(audio.statusCode()).isEqualTo(200);
      assertThat(audio.headers().firstValue("content-type")).contains("audio/mpeg");
      assertThat(audio.headers().firstValueAsLong("content-length")).hasValue(audio.body().length);
      assertThat(Mp3Frames.of(audio.body()).seconds())
          .isEqualTo(song.path("duration").asDouble(), within(1e-6));
      hashes.add(List.of(audio.body().length, Arrays.hashCode(audio.body())).hashCode());
    }
    assertThat(hashes).hasSize(2);
  }

  @Test
  void audioCanBeFetchedInPartsButNotUnderADecodedLink() throws Exception {
    String taskId = client.make("Luna", receiver.endpoint());
    String url = finished(taskId).at("/output/songs/0/song_path").asString();
    byte[] whole = client.audio(url).body();

    HttpResponse<byte[]> part = client.audio(url, "Range", "bytes=100-199");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
    assertThat(part.headers().firstValue("content-range"))
        .contains("bytes 100-199/" + whole.length);
    assertThat(client.audio(url, "Range", "bytes=9999999-").statusCode()).isEqualTo(416);
    assertThat(client.audio(url.replace("%2520", "%20")).statusCode()).isEqualTo(404);
    HttpResponse<String> head = client.send(client.request(URI.create(url).getRawPath()).HEAD());
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(whole.length);
  }

  @Test
  void thereIsNoAudioBeforeTheEnd() throws Exception {
    client.misbehave("{\"fault\":\"late\",\"seconds\":60}");
    String taskId = client.make("Luna", receiver.endpoint());
    // Its file alone: to open the folder is the simulator's, which clears away what it writes now.
    PiapiTask task = StoredTask.read(tasks().resolve(taskId + ".json")).task();

    assertThat(client.audio(simulator.url() + Song.of(task).getFirst().path()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void badCallsAreRefusedInTheProvidersWays() throws Exception {
    HttpResponse<String> noKey =
        client.send(
            HttpRequest.newBuilder(simulator.url().resolve("/api/v1/task"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(noKey.statusCode()).isEqualTo(401);
    assertThat(noKey.body()).contains("\"error\":\"Unauthorized");

    HttpResponse<String> wrong = client.create("{\"model\":\"music-u\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(Json.MAPPER.readTree(wrong.body()).propertyNames())
        .containsExactly("code", "data", "message");
    assertThat(client.create("x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);

    assertThat(client.send(client.request("/api/v1/task/nonsense")).statusCode()).isEqualTo(404);
    assertThat(client.send(client.request("/api/v1/task").DELETE()).statusCode()).isEqualTo(404);
    assertThat(
            client
                .send(
                    client
                        .request("/simulator/faults")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"rules\":[{}]}")))
                .statusCode())
        .isEqualTo(400);
    assertThat(client.get("/simulator/stats").path("tasks_created").asInt()).isZero();
  }

  @Test
  void aRefusedWebhookComesAgainThreeTimesAtMost() throws Exception {
    receiver.answer("pending", 503, 500, 404, 302);
    String taskId = client.make("Luna", receiver.endpoint());

    await().until(() -> receiver.statuses().contains("completed"));
    assertThat(receiver.statuses().stream().filter("pending"::equals)).hasSize(4);
    await()
        .untilAsserted(() ->
            assertThat(client.get("/simulator/tasks/" + taskId).path("webhooks"))
                .filteredOn(webhook -> webhook.path("kind").asString().equals("created"))
                .extracting(webhook -> webhook.path("try").asInt() + ":" + webhook.path("answer"))
                .containsExactly("1:503", "2:500", "3:404", "4:302"));
  }

  @Test
  void peopleSeeWhatHappened() throws Exception {
    String taskId = client.make("Luna", receiver.endpoint());
    await().until(() -> client.get("/simulator/stats").path("webhooks_sent").asInt() == 4);

    JsonNode view = client.get("/simulator/tasks").path(0);
    assertThat(view).isEqualTo(client.get("/simulator/tasks/" + taskId));
    assertThat(view.path("endpoint").asString()).isEqualTo(receiver.endpoint());
    assertThat(view.path("title").asString()).isEqualTo("Luna");
    assertThat(view.path("status").asString()).isEqualTo("completed");
    assertThat(view.path("paid").asBoolean()).isTrue();
    assertThat(view.path("webhooks"))
        .extracting(webhook -> webhook.path("kind").asString())
        .containsExactlyInAnyOrder("created", "processing", "logs", "completed");
    assertThat(client.get("/simulator/stats").toString())
        .isEqualTo(
            "{\"tasks_created\":1,\"tasks_completed\":1,\"tasks_failed\":0,\"tasks_paid\":1,"
                + "\"webhooks_sent\":4}");
  }

  @Test
  void manyAtOnceAreAllKept() throws Exception {
    List<Callable<String>> creations = Collections.nCopies(40, () -> client.make("Luna", ""));
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<String> ids = new HashSet<>();
      for (Future<String> id : people.invokeAll(creations)) {
        ids.add(id.get());
      }
      assertThat(ids).hasSize(40);
    }
    try (Stream<Path> files = Files.list(tasks())) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(40);
    }
  }

  @Test
  void onePerFolder() {
    assertThatThrownBy(() -> PiapiSimulator.start(settings).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(settings.folder().toString());
  }

  private JsonNode finished(String taskId) throws Exception {
    await().until(() -> client.task(taskId).path("status").asString().equals("completed"));
    return client.task(taskId);
  }

  private Path tasks() {
    return settings.folder().resolve("tasks");
  }
}
