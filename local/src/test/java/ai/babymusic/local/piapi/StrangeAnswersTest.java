package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Faults in what is said, not in when: every shape that the provider or its proxies were seen in.
 */
class StrangeAnswersTest {

  private final PiapiSimulator simulator;
  private final Client client;
  private final Receiver receiver = new Receiver();

  StrangeAnswersTest(@TempDir Path folder) throws IOException {
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

  @ParameterizedTest
  @CsvSource({
    "bare, '', timestamp code",
    "flat, '', code",
    "coded, /data, timestamp",
  })
  void aWebhookComesInEveryEnvelope(String as, String task, String never) throws Exception {
    client.misbehave("{\"fault\":\"envelope\",\"as\":\"%s\"}".formatted(as));
    String taskId = client.make("a", receiver.endpoint());

    await().until(() -> receiver.webhooks().size() == 4);
    JsonNode last = receiver.webhooks().getLast().body();
    assertThat(last.at(task).path("task_id").asString()).isEqualTo(taskId);
    for (String member : List.of(never.split(" "))) {
      assertThat(last.has(member)).isFalse();
    }
    assertThat(last.has("timestamp")).isEqualTo(as.equals("flat"));
  }

  @Test
  void statusesCanBeOtherWords() throws Exception {
    client.misbehave(
        "{\"fault\":\"renamed\",\"statuses\":{\"pending\":\"staged\",\"completed\":\"success\"}}");
    client.make("a", receiver.endpoint());

    await().until(() -> receiver.webhooks().size() == 4);
    assertThat(receiver.statuses())
        .containsExactlyInAnyOrder("staged", "processing", "processing", "success");
  }

  @Test
  void aTaskThatFailedAtFirstIsFinishedAtItsEnd() throws Exception {
    client.misbehave("{\"fault\":\"failed_at_first\",\"message\":\"no\"}");
    String taskId = client.make("a", receiver.endpoint());

    await().until(() -> receiver.statuses().contains("completed"));
    assertThat(receiver.statuses()).containsSubsequence("failed", "completed");
    assertThat(client.task(taskId).at("/error/message").asString()).isEmpty();
    assertThat(client.get("/simulator/tasks/" + taskId).path("paid").asBoolean()).isTrue();
  }

  @Test
  void aFinishedTaskCanBeWithoutOutput() throws Exception {
    client.misbehave("{\"fault\":\"no_output\"}");

    assertThat(ended(client.make("a", "")).at("/output/songs").isNull()).isTrue();
  }

  @Test
  void outputCanComeBeforeTheEndAndItsAudioDoesNot() throws Exception {
    client.misbehave("{\"fault\":\"early_output\"},{\"fault\":\"late\",\"seconds\":600}");
    String taskId = client.make("a", "");

    await().until(() -> client.task(taskId).at("/output/songs").size() == 2);
    JsonNode task = client.task(taskId);
    assertThat(task.path("status").asString()).isEqualTo("processing");
    String url = task.at("/output/songs/0/song_path").asString();
    assertThat(client.audio(url).statusCode()).isEqualTo(404);
  }

  @Test
  void theOutputCanLookLikeThatOfAnotherModel() throws Exception {
    client.misbehave("{\"fault\":\"output_of\",\"model\":\"music-s\",\"next\":1}");
    JsonNode clips = ended(client.make("a", "")).at("/output/clips");
    assertThat(clips).hasSize(2).allMatch(clip -> clip.path("audio_url").isString());

    client.misbehave("{\"fault\":\"output_of\",\"model\":\"Qubico/ace-step\"}");
    JsonNode single = ended(client.make("b", "")).path("output");
    assertThat(client.audio(single.path("audio_url").asString()).statusCode()).isEqualTo(200);
  }

  @Test
  void aCreateCanHangWithAndWithoutATask() throws Exception {
    client.misbehave("{\"fault\":\"hanging_create\",\"next\":1},{\"fault\":\"slow_create\"}");

    assertThatThrownBy(this::createWithin).isInstanceOf(HttpTimeoutException.class);
    assertThat(client.get("/simulator/tasks")).isEmpty();
    assertThatThrownBy(this::createWithin).isInstanceOf(HttpTimeoutException.class);
    assertThat(client.get("/simulator/tasks")).hasSize(1);
  }

  @Test
  void aWebhookCanComeBeforeTheAnswer() throws Exception {
    client.misbehave("{\"fault\":\"slow_create\",\"seconds\":1}");
    client.make("a", receiver.endpoint());

    assertThat(receiver.statuses()).contains("pending");
  }

  @Test
  void lookingUpATaskFailsForAWhile() throws Exception {
    client.misbehave("{\"fault\":\"get_status\",\"status\":429,\"retry_after\":3,\"seconds\":1}");
    String taskId = client.make("a", "");

    HttpResponse<String> refused = client.send(client.request("/api/v1/task/" + taskId));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("3");
    await().until(() -> client.task(taskId).path("status").asString().equals("completed"));
  }

  @Test
  void aProxyCanAnswerForATaskThatWasMade() throws Exception {
    client.misbehave("{\"fault\":\"lost_create_answer\",\"status\":502}");
    HttpResponse<String> page = client.create(Examples.body("a", receiver.endpoint()));
    assertThat(page.statusCode()).isEqualTo(502);
    assertThat(page.body()).startsWith("<!doctype html>");
    await().until(() -> receiver.statuses().contains("completed"));
    assertThat(client.get("/simulator/tasks")).hasSize(1);
  }

  @Test
  void lookingUpATaskCanBringAPageOrNothing() throws Exception {
    client.misbehave(
        "{\"fault\":\"get_status\",\"status\":200,\"as\":\"html\",\"next\":1},"
            + "{\"fault\":\"hanging_get\"}");
    HttpResponse<String> page = client.send(client.request("/api/v1/task/" + client.make("a", "")));
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(page.statusCode()).isEqualTo(200);

    HttpRequest.Builder asked = client.request("/api/v1/task/" + client.make("b", ""));
    assertThatThrownBy(() -> client.send(asked.timeout(Duration.ofMillis(300))))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void audioCanBeTooLargeOrLeadElsewhere() throws Exception {
    client.misbehave(
        "{\"fault\":\"audio\",\"as\":\"too_large\",\"tracks\":[1]},"
            + "{\"fault\":\"audio\",\"as\":\"redirect_private\",\"tracks\":[2]}");
    JsonNode songs = ended(client.make("a", "")).at("/output/songs");

    assertThat(client.audio(songs.at("/0/song_path").asString()).body()).hasSize(64 << 20);
    HttpResponse<byte[]> redirect = client.audio(songs.at("/1/song_path").asString());
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("location").orElseThrow()).startsWith("http://10.");
  }

  @Test
  void anExpiredLinkIsReplacedByAskingAgain() throws Exception {
    client.misbehave("{\"fault\":\"expired_audio\"}");
    String taskId = client.make("a", receiver.endpoint());

    await().until(() -> receiver.statuses().contains("completed"));
    String told =
        receiver.webhooks().getLast().body().at("/data/output/songs/0/song_path").asString();
    assertThat(client.audio(told).statusCode()).isEqualTo(403);
    String fresh = client.task(taskId).at("/output/songs/0/song_path").asString();
    assertThat(client.audio(fresh).statusCode()).isEqualTo(200);
  }

  private void createWithin() throws IOException, InterruptedException {
    client.send(
        client
            .request("/api/v1/task")
            .timeout(Duration.ofMillis(300))
            .POST(HttpRequest.BodyPublishers.ofString(Examples.body("a", receiver.endpoint()))));
  }

  private JsonNode ended(String taskId) throws Exception {
    Set<String> ends = Set.of("completed", "failed");
    await().until(() -> ends.contains(client.task(taskId).path("status").asString()));
    return client.task(taskId);
  }
}
