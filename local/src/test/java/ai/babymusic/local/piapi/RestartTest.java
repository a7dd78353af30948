package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  private final PiapiSimulatorSettings settings;
  private final Path folder;
  private final Receiver receiver = new Receiver();

  RestartTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    settings =
        PiapiSimulatorSettings.in(folder, Client.KEY)
            .paced(Duration.ofMillis(2000), Duration.ofMillis(50))
            .sized(2048);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void unfinishedTasksGoOnAndConfirmedWebhooksAreNotSentAgain() throws Exception {
    String taskId;
    try (PiapiSimulator first = PiapiSimulator.start(settings);
        Client client = new Client(first.url())) {
      taskId = client.make("Luna", receiver.endpoint());
      await().until(() -> client.get("/simulator/stats").path("webhooks_sent").asInt() == 2);
    }
    try (PiapiSimulator second = PiapiSimulator.start(settings);
        Client client = new Client(second.url())) {
      await().until(() -> client.get("/simulator/stats").path("webhooks_sent").asInt() == 4);
      assertThat(receiver.statuses())
          .containsExactlyInAnyOrder("pending", "processing", "processing", "completed");
      assertThat(client.task(taskId).path("status").asString()).isEqualTo("completed");
    }
    try (PiapiSimulator third = PiapiSimulator.start(settings);
        Client client = new Client(third.url())) {
      String next = client.make("Mia", receiver.endpoint());
      await().until(() -> receiver.webhooks().size() >= 8);
      assertThat(receiver.webhooks().subList(4, 8))
          .allMatch(webhook -> webhook.taskId().equals(next));
      assertThat(client.audio(path(client, taskId)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aWebhookThatNobodyTookIsStillOwedAfterARestart() throws Exception {
    PiapiSimulatorSettings patient = settings.paced(Duration.ofMillis(10), Duration.ofSeconds(1));
    for (String status : List.of("pending", "processing", "processing", "completed")) {
      receiver.answer(status, 503);
    }
    try (PiapiSimulator first = PiapiSimulator.start(patient);
        Client client = new Client(first.url())) {
      client.make("Luna", receiver.endpoint());
      await().until(() -> client.get("/simulator/stats").path("webhooks_sent").asInt() == 4);
    }
    try (PiapiSimulator _ = PiapiSimulator.start(patient)) {
      await().until(() -> receiver.webhooks().size() == 8);
    }
  }

  @Test
  void aKilledSimulatorLosesNoTaskThatItAnswered(@TempDir Path urls) throws Exception {
    List<String> answered = new CopyOnWriteArrayList<>();
    for (int round = 0; round < 2; round++) {
      Path url = urls.resolve("url" + round);
      Process process = start(url);
      try {
        await().until(() -> Files.exists(url));
        killWhileCreating(process, URI.create(Files.readString(url)), answered);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    try (PiapiSimulator last = PiapiSimulator.start(settings);
        Client client = new Client(last.url())) {
      List<String> known = new ArrayList<>();
      client.get("/simulator/tasks").forEach(task -> known.add(task.path("task_id").asString()));
      assertThat(known).containsAll(answered).doesNotHaveDuplicates();
      await()
          .until(() ->
              receiver.webhooks().stream()
                  .filter(webhook -> webhook.status().equals("completed"))
                  .map(Receiver.Webhook::taskId)
                  .collect(Collectors.toSet())
                  .containsAll(known));
    }
    try (var files = Files.list(folder.resolve("tasks"))) {
      assertThat(files).allMatch(file -> file.toString().endsWith(".json"));
    }
  }

  private void killWhileCreating(Process process, URI url, List<String> answered)
      throws InterruptedException {
    try (Client client = new Client(url)) {
      int enough = answered.size() + 15;
      Thread creating = Thread.ofVirtual().start(() -> create(client, answered));
      await().until(() -> answered.size() >= enough);
      process.destroyForcibly();
      creating.join();
    }
  }

  /** Until there is nobody left to answer. */
  private void create(Client client, List<String> answered) {
    try {
      while (true) {
        answered.add(client.make("Luna", receiver.endpoint()));
      }
    } catch (IOException killed) {
      assertThat(killed).isNotNull();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start(Path url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SimulatorProcess.class.getName(),
            folder.toString(),
            url.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String path(Client client, String taskId) throws Exception {
    return client.task(taskId).at("/output/songs/0/song_path").asString();
  }
}
