package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaskObjectTest {

  private static final URI URL = URI.create("http://127.0.0.1:8090");

  @Test
  void aNewTaskLooksAsTheProviderShowsIt() {
    assertThat(masked(Examples.task(), Examples.NOON).toString())
        .isEqualTo(
            Json.MAPPER
                .readTree(
                    """
                    {"task_id":"0b9e9f9a-1c5c-4c43-9f3c-6b8f8f3c1d11","model":"music-u",
                     "task_type":"generate_music","status":"pending",
                     "config":{"service_mode":"public","webhook_config":{
                       "endpoint":"http://127.0.0.1:1/hook","secret":"********"}},
                     "input":{"gpt_description_prompt":"soft lullaby","lyrics_type":"user",
                       "lyrics":"sleep, little one","negative_tags":"","seed":-1,
                       "title":"Luna's song"},
                     "output":{"generation_id":"","songs":null},
                     "meta":{"created_at":"2025-05-06T12:00:00.12345678Z",
                       "started_at":"0001-01-01T00:00:00Z","ended_at":"0001-01-01T00:00:00Z",
                       "usage":{"type":"point","frozen":500000,"consume":0},
                       "is_using_private_pool":false},
                     "detail":null,"logs":null,
                     "error":{"code":0,"raw_message":"","message":"","detail":null}}\
                    """)
                .toString());
  }

  @Test
  void theSecretStandsInTheClearOnlyInWebhooks() {
    JsonNode told = new TaskObject(Examples.task(), URL).inTheClear(Examples.NOON);

    assertThat(told.at("/config/webhook_config/secret").asString()).isEqualTo("s3cret");
  }

  @Test
  void aFinishedTaskHasTwoSongsUnderTitlesOfTheProvidersOwn() {
    PiapiTask task = Examples.task();
    JsonNode done = masked(task, end(task));

    assertThat(done.path("status").asString()).isEqualTo("completed");
    assertThat(done.at("/meta/usage/consume").asInt()).isEqualTo(500_000);
    assertThat(done.at("/output/songs")).hasSize(2);
    for (JsonNode song : done.at("/output/songs")) {
      assertThat(song.path("title").asString()).startsWith("The ").isNotEqualTo("Luna's song");
      assertThat(song.path("song_path").asString())
          .startsWith("http://127.0.0.1:8090/audio/")
          .contains("The%2520")
          .endsWith(".mp3");
      assertThat(song.path("finished").asBoolean()).isTrue();
      assertThat(song.path("lyrics").asString()).isEqualTo("sleep, little one");
      assertThat(song.path("error_type").isNull()).isTrue();
      assertThat(song.path("duration").isDouble()).isTrue();
    }
    assertThat(done.at("/output/songs/0/id")).isNotEqualTo(done.at("/output/songs/1/id"));
  }

  @Test
  void aFailedTaskIsNotCharged() {
    PiapiTask task = Examples.task(new TaskFault.Failed(0, "", null));
    JsonNode failed = masked(task, end(task));

    assertThat(failed.path("status").asString()).isEqualTo("failed");
    assertThat(failed.at("/error/code").asInt()).isZero();
    assertThat(failed.at("/meta/usage/consume").asInt()).isZero();
    assertThat(failed.at("/output/songs").isNull()).isTrue();
  }

  @Test
  void partialResultsLackAPathOrAnEnd() {
    PiapiTask pathless = Examples.task(new TaskFault.Partial(null, null));
    PiapiTask unfinished =
        Examples.task(new TaskFault.Partial(Set.of(1), TaskFault.Partial.Lack.FINISHED));

    JsonNode first = masked(pathless, end(pathless)).at("/output/songs");
    assertThat(first.at("/0/song_path").asString()).isNotEmpty();
    assertThat(first.at("/1/song_path").asString()).isEmpty();
    assertThat(first.at("/1/error_type").isNull()).isFalse();
    JsonNode second = masked(unfinished, end(unfinished)).at("/output/songs");
    assertThat(second.at("/0/finished").asBoolean()).isFalse();
    assertThat(second.at("/0/song_path").asString()).isNotEmpty();
    assertThat(second.at("/1/finished").asBoolean()).isTrue();
  }

  @Test
  void logsComeInTheMiddle() {
    PiapiTask task = Examples.task();

    assertThat(masked(task, task.timetable().startedAt()).path("logs").isNull()).isTrue();
    assertThat(masked(task, task.timetable().logsAt()).path("logs")).hasSize(1);
  }

  @Test
  void otherModelsHaveOutputsOfTheirOwn() {
    assertThat(output("music-s", "generate_music").path("clips")).hasSize(2);
    assertThat(output("Qubico/ace-step", "txt2audio").path("audio_url").asString())
        .endsWith(".mp3");
  }

  private static JsonNode output(String model, String taskType) {
    Order order = Examples.order("x");
    PiapiTask like = Examples.task();
    PiapiTask task =
        new PiapiTask(
            like.taskId(),
            like.createdAt(),
            new Order(Model.named(model).orElseThrow(), taskType, order.input(), "", "", ""),
            like.pace(),
            like.audioBytes(),
            like.faults());
    return masked(task, end(task)).path("output");
  }

  private static Instant end(PiapiTask task) {
    return task.timetable().endedAt();
  }

  private static JsonNode masked(PiapiTask task, Instant moment) {
    return new TaskObject(task, URL).masked(moment);
  }
}
