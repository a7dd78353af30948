package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SongRoutesTest {
  private Parent mia = Parent.of("Mia");

  @BeforeEach
  void signUp() {
    mia = Parent.of("Mia");
  }

  @Test
  void pagesComeNewestFirstAndMissNothing() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(ready().toString());
    }
    List<String> seen = new ArrayList<>();
    String path = "/api/songs?limit=2";
    for (int page = 0; page < 3; page++) {
      JsonNode answer = mia.get(path).json();
      answer.get("songs").forEach(song -> seen.add(song.get("id").asString()));
      path = "/api/songs?limit=2&cursor=" + answer.get("next_cursor").asString();
      assertThat(answer.get("next_cursor").isNull()).isEqualTo(page == 2);
    }
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void aListIsNarrowedByStatusAndFavorite() {
    UUID favorite = ready();
    ready();
    UUID queued = mia.post("/api/songs", Parent.LULLABY).id();
    mia.patch("/api/songs/" + favorite, "{\"is_favorite\":true}");
    assertThat(ids("?favorite=true")).containsExactly(favorite.toString());
    assertThat(ids("?status=queued")).containsExactly(queued.toString());
    assertThat(ids("?status=ready&favorite=false")).hasSize(1);
  }

  @Test
  void aListTellsThePositionOfItsSnapshot() {
    mia.post("/api/songs", Parent.LULLABY);
    String before = mia.get("/api/songs").text("last_event_id");
    mia.post("/api/songs", Parent.LULLABY);
    String after = mia.get("/api/songs").text("last_event_id");
    assertThat(before).matches("[0-9a-f]{12}\\.2");
    assertThat(after).isEqualTo(before.replace(".2", ".3"));
  }

  @Test
  void aSongHoldsItsVariations() {
    UUID id = ready();
    UUID variation = Admin.addVariation(id, location(id, 1));
    JsonNode song = mia.get("/api/songs/" + id).json();
    assertThat(song.get("audio_url").asString()).contains("-0.mp3?").contains("X-Amz-Signature=");
    assertThat(song.get("audio_url_expires_at").asString()).endsWith("Z");
    assertThat(song.get("variations").size()).isEqualTo(1);
    assertThat(song.get("variations").get(0).get("id").asString()).isEqualTo(variation.toString());
    assertThat(song.get("variations").get(0).get("audio_url").asString()).contains("-1.mp3?");
  }

  @Test
  void aPatchChangesWhatItNames() {
    UUID id = ready();
    Reply favorite = mia.patch("/api/songs/" + id, "{\"is_favorite\":true,\"status\":\"failed\"}");
    assertThat(favorite.status()).isEqualTo(200);
    assertThat(favorite.json().get("is_favorite").booleanValue()).isTrue();
    assertThat(favorite.text("status")).isEqualTo("ready");
    Reply renamed = mia.patch("/api/songs/" + id, "{\"name\":\" Ours \"}");
    assertThat(renamed.text("name")).isEqualTo("Ours");
    assertThat(renamed.json().get("is_favorite").booleanValue()).isTrue();
  }

  @Test
  void aPatchThatChangesNothingLeavesTheTimeOfTheLastChange() {
    UUID id = ready();
    String before = mia.get("/api/songs/" + id).text("updated_at");
    assertThat(mia.patch("/api/songs/" + id, "{\"is_favorite\":false}").text("updated_at"))
        .isEqualTo(before);
    assertThat(mia.patch("/api/songs/" + id, "{}").text("updated_at")).isEqualTo(before);
  }

  @Test
  void aDeletedSongIsGone() {
    UUID id = ready();
    assertThat(mia.delete("/api/songs/" + id).status()).isEqualTo(204);
    assertThat(mia.delete("/api/songs/" + id).status()).isEqualTo(404);
    assertThat(mia.get("/api/songs/" + id).status()).isEqualTo(404);
  }

  @Test
  void aQueuedSongIsCancelledOnceAndForAll() {
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    for (int i = 0; i < 2; i++) {
      Reply cancelled = mia.post("/api/songs/" + id + "/cancel", "");
      assertThat(cancelled.status()).isEqualTo(200);
      assertThat(cancelled.text("status")).isEqualTo("cancelled");
    }
  }

  @Test
  void aSongWhoseTaskIsPaidForIsNotCancelled() {
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    Admin.jdbc()
        .sql("update public.song_generations set status = 'submitting' where song_id = ?")
        .param(id)
        .update();
    Reply refused = mia.post("/api/songs/" + id + "/cancel", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("song_not_cancellable");
    assertThat(mia.get("/api/songs/" + id).text("status")).isEqualTo("queued");
  }

  @Test
  void audioIsRedirectedToAFreshLink() {
    UUID id = ready();
    UUID variation = Admin.addVariation(id, location(id, 1));
    Reply main = mia.get("/api/songs/" + id + "/audio");
    assertThat(main.status()).isEqualTo(302);
    assertThat(main.header("location")).contains("-0.mp3?");
    assertThat(mia.get("/api/songs/" + id + "/audio?download=true").header("location"))
        .contains("response-content-disposition=attachment");
    assertThat(mia.get("/api/songs/" + id + "/audio?variation=" + variation).header("location"))
        .contains("-1.mp3?");
    assertThat(mia.get("/api/songs/" + id + "/audio?variation=" + id).text("code"))
        .isEqualTo("variation_not_found");
  }

  @Test
  void anUnfinishedSongHasNoAudioYet() {
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    assertThat(mia.get("/api/songs/" + id + "/audio").text("code")).isEqualTo("audio_not_ready");
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    mia.get("/api/songs" + query)
        .json()
        .get("songs")
        .forEach(song -> ids.add(song.get("id").asString()));
    return ids;
  }

  private UUID ready() {
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    Admin.finish(id, location(id, 0));
    return id;
  }

  private static String location(UUID song, int number) {
    return "s3://baby-music/u/" + song + "/g-" + number + ".mp3";
  }
}
