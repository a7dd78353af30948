package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every fault, as a client meets it. */
class MisbehaviourTest {

  private final PiapiSimulator simulator;
  private final Client client;
  private final Receiver receiver = new Receiver();

  MisbehaviourTest(@TempDir Path folder) throws IOException {
    simulator =
        PiapiSimulator.start(
            PiapiSimulatorSettings.in(folder, Client.KEY)
                .paced(Duration.ofMillis(400), Duration.ofMillis(50))
                .sized(4096));
    client = new Client(simulator.url());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    simulator.close();
    receiver.close();
  }

  @Test
  void lateTasksTakeTheirTime() throws Exception {
    client.misbehave("{\"fault\":\"late\",\"seconds\":600,\"next\":1}");
    String late = client.make("a", receiver.endpoint());
    String usual = client.make("b", receiver.endpoint());

    awaitEnd(usual);
    assertThat(client.task(late).path("status").asString()).isEqualTo("processing");
  }

  @Test
  void lostWebhooksAreFoundOnlyByPolling() throws Exception {
    client.misbehave("{\"fault\":\"lost\",\"marker\":\"Luna\"}");
    awaitEnd(client.make("Luna", receiver.endpoint()));
    String other = client.make("b", receiver.endpoint());

    await().until(() -> receiver.statuses().contains("completed"));
    assertThat(receiver.webhooks()).allMatch(webhook -> webhook.taskId().equals(other));
  }

  @Test
  void noWebhookAtCreation() throws Exception {
    client.misbehave("{\"fault\":\"no_creation_webhook\"}");
    client.make("a", receiver.endpoint());

    await().until(() -> receiver.statuses().contains("completed"));
    assertThat(receiver.statuses()).doesNotContain("pending");
  }

  @Test
  void doubledWebhooksComeTwiceThoughConfirmed() throws Exception {
    client.misbehave("{\"fault\":\"doubled\",\"webhooks\":[\"completed\"]}");
    client.make("a", receiver.endpoint());

    await().until(() -> receiver.statuses().stream().filter("completed"::equals).count() == 2);
    assertThat(receiver.webhooks()).hasSize(5);
  }

  @Test
  void reorderedNewsOfTheBeginningFollowsTheEnd() throws Exception {
    client.misbehave("{\"fault\":\"reordered\"}");
    client.make("a", receiver.endpoint());

    await().until(() -> receiver.webhooks().size() == 4);
    assertThat(receiver.statuses())
        .containsExactlyInAnyOrder("completed", "processing", "processing", "pending")
        .containsSubsequence("completed", "pending");
  }

  @Test
  void failuresCarryTheirCodeAndAreNotPaid() throws Exception {
    client.misbehave("{\"fault\":\"failed\",\"code\":1234,\"message\":\"no voice\"}");
    String taskId = client.make("a", receiver.endpoint());

    await().until(() -> receiver.statuses().contains("failed"));
    JsonNode error = receiver.webhooks().getLast().body().at("/data/error");
    assertThat(error.path("code").asInt()).isEqualTo(1234);
    assertThat(error.path("message").asString()).isEqualTo("no voice");
    assertThat(client.get("/simulator/tasks/" + taskId).path("paid").asBoolean()).isFalse();
    assertThat(client.get("/simulator/stats").path("tasks_failed").asInt()).isEqualTo(1);
  }

  @Test
  void partialResultsHaveATrackWithoutAPath() throws Exception {
    client.misbehave("{\"fault\":\"partial\",\"tracks\":[1]}");
    JsonNode songs = awaitEnd(client.make("a", receiver.endpoint())).at("/output/songs");

    assertThat(songs.at("/0/song_path").asString()).isEmpty();
    assertThat(client.audio(songs.at("/1/song_path").asString()).statusCode()).isEqualTo(200);
  }

  @Test
  void statusesCanBeCapitalisedEverywhere() throws Exception {
    client.misbehave("{\"fault\":\"capitalised\"}");
    HttpResponse<String> answer = client.create(Examples.body("a", receiver.endpoint()));

    assertThat(answer.body()).contains("\"status\":\"Pending\"");
    await().until(() -> receiver.webhooks().size() == 4);
    assertThat(receiver.statuses())
        .containsExactlyInAnyOrder("Pending", "Processing", "Processing", "Completed");
  }

  @ParameterizedTest
  @CsvSource({"429, message", "402, message", "401, error", "500, description"})
  void aRefusedCreateMakesNoTask(int status, String member) throws Exception {
    client.misbehave(
        "{\"fault\":\"create_status\",\"status\":%d,\"retry_after\":7,\"next\":1}"
            .formatted(status));
    HttpResponse<String> refused = client.create(Examples.body("a", receiver.endpoint()));

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.headers().firstValue("retry-after")).contains("7");
    assertThat(Json.MAPPER.readTree(refused.body()).has(member)).isTrue();
    assertThat(client.get("/simulator/tasks")).isEmpty();
    assertThat(client.create(Examples.body("a", receiver.endpoint())).statusCode()).isEqualTo(200);
  }

  @Test
  void anErrorCanHideBehindStatus200() throws Exception {
    client.misbehave("{\"fault\":\"create_status\",\"status\":500,\"as\":\"in_body\"}");
    HttpResponse<String> hidden = client.create(Examples.body("a", receiver.endpoint()));

    assertThat(hidden.statusCode()).isEqualTo(200);
    assertThat(Json.MAPPER.readTree(hidden.body()).path("code").asInt()).isEqualTo(500);
    assertThat(client.get("/simulator/tasks")).isEmpty();
  }

  @Test
  void aLostAnswerLeavesATaskThatTellsOfItself() throws Exception {
    client.misbehave("{\"fault\":\"lost_create_answer\",\"next\":1}");

    assertThatThrownBy(() -> client.create(Examples.body("a", receiver.endpoint())))
        .isInstanceOf(IOException.class);
    await().until(() -> receiver.statuses().contains("completed"));
    assertThat(client.get("/simulator/tasks")).hasSize(1);
  }

  @Test
  void missingEmptyAndHtmlAudio() throws Exception {
    HttpResponse<byte[]> missing = broken("missing");
    assertThat(missing.statusCode()).isEqualTo(404);

    HttpResponse<byte[]> empty = broken("empty");
    assertThat(empty.statusCode()).isEqualTo(200);
    assertThat(empty.body()).isEmpty();
    assertThat(empty.headers().firstValueAsLong("content-length")).hasValue(0);

    HttpResponse<byte[]> html = broken("html");
    assertThat(html.statusCode()).isEqualTo(200);
    assertThat(html.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
  }

  @Test
  void truncatedAudioEndsBeforeItsPromisedLength() {
    assertThatThrownBy(() -> broken("truncated"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes received");
  }

  @Test
  void slowAudioDoesNotArriveInTime() throws Exception {
    client.misbehave("{\"fault\":\"audio\",\"as\":\"slow\"}");
    String url = firstUrl();
    var arriving =
        CompletableFuture.supplyAsync(() -> {
          try {
            return client.audio(url).body().length;
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    assertThatThrownBy(() -> arriving.get(1, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(client.audio(url.replace("/1/", "/9/")).statusCode()).isEqualTo(404);
    simulator.close();
    await().until(arriving::isDone);
  }

  @Test
  void clearedFaultsAreGoneForNewTasks() throws Exception {
    client.misbehave("{\"fault\":\"failed\"}");
    assertThat(client.get("/simulator/faults").path("rules")).hasSize(1);
    assertThat(client.send(client.request("/simulator/faults").DELETE()).statusCode())
        .isEqualTo(200);

    assertThat(awaitEnd(client.make("a", "")).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void aFullPlanAnswers429UntilATaskEnds(@TempDir Path other) throws Exception {
    PiapiSimulatorSettings settings =
        PiapiSimulatorSettings.in(other, Client.KEY)
            .paced(Duration.ofSeconds(1), Duration.ofMillis(50))
            .allowing(2);
    try (PiapiSimulator small = PiapiSimulator.start(settings);
        Client eager = new Client(small.url())) {
      List<Integer> statuses =
          List.of(
              eager.create(Examples.body("a", "")).statusCode(),
              eager.create(Examples.body("b", "")).statusCode(),
              eager.create(Examples.body("c", "")).statusCode());
      assertThat(statuses).containsExactly(200, 200, 429);
      await().until(() -> eager.create(Examples.body("d", "")).statusCode() == 200);
    }
  }

  private HttpResponse<byte[]> broken(String how) throws Exception {
    client.misbehave("{\"fault\":\"audio\",\"as\":\"" + how + "\"}");
    return client.audio(firstUrl());
  }

  private String firstUrl() throws Exception {
    return awaitEnd(client.make("a", "")).at("/output/songs/0/song_path").asString();
  }

  private JsonNode awaitEnd(String taskId) throws Exception {
    await()
        .until(() ->
            List.of("completed", "failed").contains(client.task(taskId).path("status").asString()));
    return client.task(taskId);
  }
}
