package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UnfinishedSongTest {

  private final Parent mia = Parent.of("Mia");

  @Test
  void aSongSaysFromTheFirstAnswerOnHowFarItIs() {
    Reply accepted = mia.post("/api/songs", Parent.LULLABY);
    assertUnfinished(accepted.json());
    assertUnfinished(mia.get("/api/songs/" + accepted.id()).json());
    assertUnfinished(mia.get("/api/songs").json().get("songs").get(0));
    assertUnfinished(mia.patch("/api/songs/" + accepted.id(), "{\"name\":\"Ours\"}").json());
  }

  @Test
  void aFinishedSongSaysNothingOfIt() {
    UUID id = song(mia);
    Admin.finish(id, "s3://baby-music/u/s/g-0.mp3");
    JsonNode song = mia.get("/api/songs/" + id).json();
    assertThat(song.has("progress") || song.has("queue_position")).isFalse();
    assertThat(song.has("estimated_ready_at")).isFalse();
  }

  @Test
  void whoHasTheFewestRunningIsNext() {
    Parent leo = Parent.of("Leo");
    UUID first = song(mia);
    UUID second = song(mia);
    UUID other = song(leo);
    await()
        .untilAsserted(() -> {
          assertThat(position(mia, first)).isLessThan(position(leo, other));
          assertThat(position(leo, other)).isLessThan(position(mia, second));
        });
    // Now one of Mia's runs: Leo's is before each of hers, and alone in the first turn.
    setAttempt(first, "submitting");
    UUID third = song(leo);
    await()
        .untilAsserted(() -> {
          assertThat(position(leo, other)).isLessThan(position(mia, second));
          assertThat(position(mia, second)).isLessThan(position(leo, third));
        });
  }

  @Test
  void anAttemptThatTheProviderPutOffGoesLast() {
    UUID first = song(mia);
    UUID second = song(mia);
    Admin.jdbc()
        .sql(
            """
            update public.song_generations
            set status = 'waiting', not_before = now() + interval '1 h' where song_id = ?
            """)
        .param(first)
        .update();
    await().untilAsserted(() -> assertThat(position(mia, second)).isLessThan(position(mia, first)));
  }

  @Test
  void deletedAndCancelledSongsHoldNoPlaceInTheLine() {
    UUID deleted = song(mia);
    UUID cancelled = song(mia);
    UUID last = song(mia);
    await()
        .untilAsserted(() -> {
          assertThat(position(mia, deleted)).isLessThan(position(mia, cancelled));
          assertThat(position(mia, cancelled)).isLessThan(position(mia, last));
        });
    int before = position(mia, last);
    mia.delete("/api/songs/" + deleted);
    mia.post("/api/songs/" + cancelled + "/cancel", "");
    await().untilAsserted(() -> assertThat(position(mia, last)).isLessThan(before));
  }

  @Test
  void whatTheProviderHasIsInNoLine() {
    UUID id = song(mia);
    double queued = mia.get("/api/songs/" + id).json().get("progress").doubleValue();
    setAttempt(id, "waiting");
    setAttempt(id, "submitting");
    setAttempt(id, "submitted");
    JsonNode song = mia.get("/api/songs/" + id).json();
    assertThat(song.get("queue_position").isNull()).isTrue();
    assertThat(song.get("progress").doubleValue()).isGreaterThan(queued);
    setAttempt(id, "storing");
    JsonNode storing = mia.get("/api/songs/" + id).json();
    assertThat(storing.get("progress").doubleValue())
        .isGreaterThan(song.get("progress").doubleValue());
  }

  @Test
  void whatIsUsualIsTheMiddleOfTheLastFinished() {
    Admin.jdbc()
        .sql(
            """
            insert into public.song_generations
              (song_id, user_id, attempt, requested_by, status, requested_at)
            select gen_random_uuid(), :user, 1, 'user', 'ready', now() + interval '1 h'
            from generate_series(1, 50)
            """)
        .param("user", mia.id())
        .update();
    try {
      Admin.jdbc()
          .sql(
              """
              update public.song_generations
              set timings = '{"queued":"2026-03-01T12:00:00Z","waiting":"2026-03-01T12:00:02Z",
                              "submitting":"2026-03-01T12:05:00Z","storing":"2026-03-01T12:06:10Z",
                              "ready":"2026-03-01T12:06:13Z"}'
              where user_id = ?
              """)
          .param(mia.id())
          .update();
      var usual = Admin.jdbc().sql("select * from public.usual_step_seconds()").query().singleRow();
      assertThat(usual)
          .containsEntry("starting", 2.0)
          .containsEntry("writing", null)
          .containsEntry("composing", 70.0)
          .containsEntry("storing", 3.0);
    } finally {
      Admin.jdbc()
          .sql("delete from public.song_generations where user_id = ?")
          .param(mia.id())
          .update();
    }
  }

  private static void assertUnfinished(JsonNode song) {
    assertThat(song.get("progress").doubleValue()).isBetween(0.0, 0.5);
    assertThat(song.get("queue_position").intValue()).isPositive();
    assertThat(Instant.parse(song.get("estimated_ready_at").asString())).isAfter(Instant.now());
  }

  private static UUID song(Parent parent) {
    return parent.post("/api/songs", Parent.LULLABY).id();
  }

  private static int position(Parent parent, UUID song) {
    return parent.get("/api/songs/" + song).json().get("queue_position").intValue();
  }

  private static void setAttempt(UUID song, String status) {
    Admin.jdbc()
        .sql("update public.song_generations set status = ? where song_id = ?")
        .params(status, song)
        .update();
  }
}
