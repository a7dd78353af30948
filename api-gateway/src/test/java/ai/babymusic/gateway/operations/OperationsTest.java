package ai.babymusic.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.Tokens;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.Operations.GenerationChanged;
import ai.babymusic.schemas.events.Operations.LyricGenerationFailed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperationsTest {

  private final Client operator =
      RunningGateway.shared().client().bearer(Tokens.operator("service_role"));
  private final Parent mia = Parent.of("Mia");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lyric-errors",
        "generations/overdue",
        "generations/failed",
        "generations/4a8a2d9c-8f0d-4a7f-9a35-5c1b1e7d1c11",
        "songs",
        "dead-letters"
      })
  void onlyOperatorsMayAsk(String route) {
    assertThat(RunningGateway.shared().client().get("/api/ops/" + route).text("code"))
        .isEqualTo("no_token");
    Reply parents = mia.get("/api/ops/" + route);
    assertThat(parents.status()).isEqualTo(403);
    assertThat(parents.text("code")).isEqualTo("forbidden");
    assertThat(operator.get("/api/ops/" + route).status()).isIn(200, 404);
  }

  @Test
  void lyricErrorsComeNewestFirstPageByPage() {
    UUID song = UUID.randomUUID();
    for (int minute = 0; minute < 5; minute++) {
      addLyricError(song, "status 529", "2001-05-04T12:0" + minute + ":00.123456Z");
    }
    String day = "/api/ops/lyric-errors?since=2001-05-04T00:00:00Z&until=2001-05-04T12:04:00Z";

    JsonNode first = operator.get(day + "&limit=3").json();
    JsonNode second =
        operator.get(day + "&limit=3&cursor=" + first.get("next_cursor").asString()).json();

    assertThat(minutes(first.get("lyric_errors"))).containsExactly("03", "02", "01");
    assertThat(minutes(second.get("lyric_errors"))).containsExactly("00");
    assertThat(second.get("next_cursor").isNull()).isTrue();
    var error =
        EventCodec.JSON.treeToValue(first.get("lyric_errors").get(0), LyricGenerationFailed.class);
    assertThat(error.songId()).isEqualTo(song);
    assertThat(error.errorMessage()).isEqualTo("status 529");
    assertThat(error.createdAt()).isEqualTo(Instant.parse("2001-05-04T12:03:00.123456Z"));
  }

  @Test
  void anOverdueAttemptIsListedUntilItIsOver() {
    Reply song = mia.post("/api/songs", Parent.LULLABY);
    String generation = song.text("generation_id");
    String overdue = "/api/ops/generations/overdue?since=" + Instant.now().minusSeconds(60);
    assertThat(ids(operator.get(overdue))).doesNotContain(generation);

    update(generation, "status = 'submitted', overdue_at = clock_timestamp()");
    assertThat(ids(operator.get(overdue))).contains(generation);

    update(generation, "status = 'ready', completed_at = clock_timestamp()");
    assertThat(ids(operator.get(overdue))).doesNotContain(generation);
  }

  @Test
  void failedAttemptsAreCountedByTheirCode() {
    for (String code : List.of("gave_up", "no_audio", "gave_up")) {
      String generation = Parent.of("Leo").post("/api/songs", Parent.LULLABY).text("generation_id");
      update(
          generation,
          "status = 'failed', error = 'No luck.', completed_at = '2001-05-05T12:00Z', error_code ="
              + " '"
              + code
              + "'");
    }
    String day =
        "/api/ops/generations/failed?since=2001-05-05T00:00:00Z&until=2001-05-06T00:00:00Z";

    JsonNode failed = operator.get(day).json();
    assertThat(failed.get("by_error_code").toString()).isEqualTo("{\"gave_up\":2,\"no_audio\":1}");
    assertThat(failed.get("generations").size()).isEqualTo(3);
    assertThat(operator.get(day + "&error_code=no_audio").json().get("generations").size())
        .isEqualTo(1);
  }

  @Test
  void anAttemptTellsTheWholeStoryOfItsSongAlsoOnceThatIsDeleted() {
    UUID song = mia.post("/api/songs", Parent.LULLABY).id();
    String first = mia.get("/api/songs/" + song).text("generation_id");
    addLyricError(song, "the answer is not JSON", Instant.now().toString());
    update(
        first,
        "status = 'failed', error = 'No luck.', error_code = 'gave_up', task_id = 'task of ' || id,"
            + " blocked_reason = 'rate_limited', usage = '{\"consume\": 500000}'");
    Admin.setStatus(song, "failed");
    String second = mia.post("/api/songs/" + song + "/retry", "").text("generation_id");
    Admin.jdbc()
        .sql(
            """
            insert into public.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values ('watch', ?, now(), false, 1)
            """)
        .param(second)
        .update();

    JsonNode story = operator.get("/api/ops/generations/" + first).json();

    assertThat(story.at("/song/status").asString()).isEqualTo("queued");
    assertThat(story.at("/song").has("name")).isFalse();
    assertThat(ids(story.get("attempts"))).containsExactly(first, second);
    var attempt =
        EventCodec.JSON.treeToValue(story.get("attempts").get(0), GenerationChanged.class);
    assertThat(attempt.taskId()).isEqualTo("task of " + first);
    assertThat(attempt.blockedReason()).isEqualTo("rate_limited");
    assertThat(attempt.timings()).containsKeys("queued", "failed");
    assertThat(story.at("/attempts/0/usage/consume").intValue()).isEqualTo(500_000);
    assertThat(story.at("/lyric_errors/0/error_message").asString())
        .isEqualTo("the answer is not JSON");
    assertThat(story.at("/jobs/0/job").asString()).isEqualTo("watch");
    assertThat(story.at("/jobs/0/generation_id").asString()).isEqualTo(second);

    mia.delete("/api/songs/" + song);
    JsonNode afterwards = operator.get("/api/ops/generations/" + second).json();
    assertThat(afterwards.get("song").isNull()).isTrue();
    assertThat(ids(afterwards.get("attempts"))).containsExactly(first, second);
  }

  @Test
  void songsAreCountedByState() {
    mia.post("/api/songs", Parent.LULLABY);
    JsonNode counts = operator.get("/api/ops/songs").json();
    assertThat(counts.get("songs").valueStream())
        .anySatisfy(state -> {
          assertThat(state.get("status").asString()).isEqualTo("queued");
          assertThat(state.get("count").longValue()).isPositive();
          assertThat(state.get("oldest").asString()).endsWith("Z");
        });
    assertThat(counts.get("unfinished_generations").size()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "lyric-errors?since=yesterday, since",
    "lyric-errors?until=-1000000000-01-01T00:00:00Z, until",
    "lyric-errors?limit=0, limit",
    "generations/failed?limit=201, limit",
    "generations/overdue?cursor=x, cursor",
    "generations/nobody, id",
  })
  void whatCannotBeUsedIsNamed(String route, String field) {
    Reply refused = operator.get("/api/ops/" + route);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("code")).isEqualTo("invalid_field");
    assertThat(refused.text("field")).isEqualTo(field);
  }

  @Test
  void anUnknownAttemptIsNotFound() {
    assertThat(operator.get("/api/ops/generations/" + UUID.randomUUID()).text("code"))
        .isEqualTo("generation_not_found");
  }

  private static void addLyricError(UUID song, String message, String at) {
    Admin.jdbc()
        .sql(
            """
            insert into public.lyric_generation_errors (song_id, user_id, error_message, song_type, created_at)
            values (?, gen_random_uuid(), ?, 'preset', ?::timestamptz)
            """)
        .params(song, message, at)
        .update();
  }

  private static void update(String generation, String what) {
    Admin.jdbc()
        .sql("update public.song_generations set " + what + " where id = ?::uuid")
        .param(generation)
        .update();
  }

  private static List<String> ids(Reply reply) {
    return ids(reply.json().get("generations"));
  }

  private static List<String> ids(JsonNode attempts) {
    return attempts.valueStream().map(each -> each.get("generation_id").asString()).toList();
  }

  private static List<String> minutes(JsonNode errors) {
    return errors
        .valueStream()
        .map(each -> each.get("created_at").asString().substring(14, 16))
        .toList();
  }
}
