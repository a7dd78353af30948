package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SongRequestTest {

  @Test
  void aWishBecomesAQueuedSongWithItsAttemptAndAnnouncements() {
    Parent mia = Parent.of("Mia");
    Reply answer = mia.post("/api/songs", Parent.LULLABY);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("location")).isEqualTo("/api/songs/" + answer.id());
    assertThat(answer.header("ratelimit")).isEqualTo("\"active\";r=2, \"day\";r=29");
    assertThat(answer.text("status")).isEqualTo("queued");
    assertThat(answer.text("name")).isEqualTo("Mia’s Goodnight Lullaby");
    assertThat(answer.json().get("audio_url").isNull()).isTrue();
    assertThat(answer.json().get("variations").isEmpty()).isTrue();
    assertThat(
            Admin.jdbc()
                .sql("select topic from public.outbox where payload ->> 'user_id' = ? order by 1")
                .param(mia.id().toString())
                .query(String.class)
                .list())
        .containsExactly(
            "changes.v1", // the profile
            "changes.v1", // the song
            "generation.requests.v1",
            "ops.generations.v1",
            "user.activity.v1");
  }

  @Test
  void theTraceOfARequestReachesWhatItAnnounces() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    Reply answer = Parent.of("Mia").post("/api/songs", Parent.LULLABY, "traceparent", trace);
    assertThat(
            Admin.jdbc()
                .sql(
                    "select headers ->> 'traceparent' from public.outbox where topic = ? and key ="
                        + " ?")
                .params("generation.requests.v1", answer.id().toString())
                .query(String.class)
                .single())
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .endsWith("-01")
        .isNotEqualTo(trace); // but of the gateway's own span in it
  }

  @Test
  void tenRequestsAtOnceMakeThreeSongs() throws Exception {
    Parent mia = Parent.of("Mia");
    List<Reply> answers = atOnce(10, () -> mia.post("/api/songs", Parent.LULLABY));
    assertThat(answers).extracting(Reply::status).containsOnly(202, 429);
    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(3);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 429)
        .allSatisfy(answer -> {
          assertThat(answer.text("code")).isEqualTo("too_many_active_songs");
          assertThat(answer.header("retry-after")).isEqualTo("15");
          assertThat(answer.header("ratelimit")).isEqualTo("\"active\";r=0;t=15");
          assertThat(answer.header("ratelimit-policy")).contains("\"active\";q=3");
        });
    assertThat(songsOf(mia)).isEqualTo(3);
  }

  @Test
  void aRepeatedRequestMakesOneSongHoweverOftenItComesAtOnce() throws Exception {
    Parent mia = Parent.of("Mia");
    List<Reply> answers =
        atOnce(8, () -> mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "tap"));
    assertThat(answers).extracting(Reply::status).containsOnly(202);
    assertThat(answers).extracting(Reply::id).containsOnly(answers.getFirst().id());
    assertThat(songsOf(mia)).isEqualTo(1);
  }

  @Test
  void aRepeatedRequestIsAnsweredAlsoWhenTheLimitIsReached() {
    Parent mia = Parent.of("Mia");
    UUID first = mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "1").id();
    mia.post("/api/songs", Parent.LULLABY);
    mia.post("/api/songs", Parent.LULLABY);
    Reply again = mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "1");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.id()).isEqualTo(first);
  }

  @Test
  void theSameKeyWithAnotherBriefIsRefused() {
    Parent mia = Parent.of("Mia");
    mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "k");
    Reply other =
        mia.post(
            "/api/songs",
            "{\"song_type\":\"preset\",\"preset_type\":\"eating\"}",
            "Idempotency-Key",
            "k");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
    assertThat(songsOf(mia)).isEqualTo(1);
  }

  @Test
  void aRenamedSongStillAnswersItsKey() {
    Parent mia = Parent.of("Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "k").id();
    mia.patch("/api/songs/" + id, "{\"name\":\"Ours\"}");
    Reply again = mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "k");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("name")).isEqualTo("Ours");
  }

  @Test
  void theKeyOfADeletedSongIsGone() {
    Parent mia = Parent.of("Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "k").id();
    assertThat(mia.delete("/api/songs/" + id).status()).isEqualTo(204);
    Reply again = mia.post("/api/songs", Parent.LULLABY, "Idempotency-Key", "k");
    assertThat(again.status()).isEqualTo(410);
    assertThat(again.text("code")).isEqualTo("song_deleted");
    assertThat(songsOf(mia)).isZero();
  }

  @Test
  void deletingGivesNothingOfTheDayBack() {
    Parent mia = Parent.of("Mia");
    for (int i = 0; i < 30; i++) {
      Reply made = mia.post("/api/songs", Parent.LULLABY);
      assertThat(made.status()).isEqualTo(202);
      mia.delete("/api/songs/" + made.id());
    }
    Admin.jdbc()
        .sql(
            """
            update public.song_generations set requested_at = requested_at - interval '23 hours'
            where user_id = ?
            """)
        .param(mia.id())
        .update();
    Reply refused = mia.post("/api/songs", Parent.LULLABY);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("too_many_songs_today");
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(3500, 3600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled"})
  void aSongThatCameToNothingIsMadeAgain(String status) {
    Parent mia = Parent.of("Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    Admin.setStatus(id, status);
    Reply again = mia.post("/api/songs/" + id + "/retry", "");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("status")).isEqualTo("queued");
    assertThat(again.json().get("attempt").intValue()).isEqualTo(2);
    assertThat(mia.post("/api/songs/" + id + "/retry", "").text("code"))
        .isEqualTo("song_not_retryable");
  }

  @Test
  void aRetryCountsLikeARequest() {
    Parent mia = Parent.of("Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    Admin.setStatus(id, "failed");
    for (int i = 0; i < 3; i++) {
      assertThat(mia.post("/api/songs", Parent.LULLABY).status()).isEqualTo(202);
    }
    assertThat(mia.post("/api/songs/" + id + "/retry", "").status()).isEqualTo(429);
  }

  @Test
  void aTokenOlderThanTheDeletionOfItsAccountMakesNothing() {
    Parent mia = Parent.of("Mia");
    Admin.jdbc().sql("delete from auth.users where id = ?").param(mia.id()).update();
    assertThat(mia.post("/api/songs", Parent.LULLABY).text("code")).isEqualTo("account_gone");
  }

  private static int songsOf(Parent parent) {
    return parent.get("/api/songs").json().get("songs").size();
  }

  private static List<Reply> atOnce(int times, java.util.concurrent.Callable<Reply> request)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> sent =
          threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> request).toList());
      return sent.stream().map(Future::resultNow).toList();
    }
  }
}
