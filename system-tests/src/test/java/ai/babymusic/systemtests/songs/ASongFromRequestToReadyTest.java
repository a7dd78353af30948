package ai.babymusic.systemtests.songs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.LiveUpdates;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job, as a parent sees it. */
class ASongFromRequestToReadyTest {

  private static final Duration A_SONGS_TIME = Duration.ofMinutes(1);

  private final RunningSystem system = RunningSystem.shared();

  @Test
  void aParentWatchesEachStateArriveOnceAndPlaysWhatLiesInOurStorage() throws Exception {
    Parent parent = Parent.signUp(system.gateway());
    try (LiveUpdates live = LiveUpdates.open(system.gateway(), parent, "")) {
      UUID song = parent.requestSong();

      await().atMost(A_SONGS_TIME).until(() -> live.statuses(song.toString()).contains("ready"));
      assertThat(new LinkedHashSet<>(live.statuses(song.toString())))
          .containsExactly("queued", "writing_lyrics", "composing", "storing", "ready");
      assertThat(live.updates().stream().map(LiveUpdates.Update::id)).doesNotHaveDuplicates();

      JsonNode ready = parent.song(song);
      assertThat(ready.get("lyrics").asString()).isNotBlank();
      assertThat(ready.get("variations").size()).isEqualTo(1);
      URI audio = URI.create(ready.get("audio_url").asString());
      HttpResponse<byte[]> range = Parent.fetch(audio, "bytes=0-99");
      assertThat(range.statusCode()).isEqualTo(206);
      assertThat(range.body()).hasSize(100);
      assertThat(startsAsMp3(range.body())).isTrue();
    }
  }

  @Test
  void whoComesBackGetsWhatWasMissedAndNothingTwice() throws Exception {
    Parent parent = Parent.signUp(system.gateway());
    String lastSeen;
    UUID song;
    try (LiveUpdates live = LiveUpdates.open(system.gateway(), parent, "")) {
      song = parent.requestSong();
      await().atMost(A_SONGS_TIME).until(() -> !live.statuses(song.toString()).isEmpty());
      lastSeen = live.updates().getLast().id();
    }
    parent.awaitStatus(song, "ready");

    try (LiveUpdates again = LiveUpdates.open(system.gateway(), parent, lastSeen)) {
      await().atMost(A_SONGS_TIME).until(() -> again.statuses(song.toString()).contains("ready"));
      assertThat(again.updates().getFirst().name()).isEqualTo("ready");
      assertThat(again.updates().getFirst().data().get("resumed").asBoolean()).isTrue();
      assertThat(again.updates().stream().skip(1).map(LiveUpdates.Update::id))
          .doesNotHaveDuplicates()
          .doesNotContain(lastSeen);
    }
  }

  @Test
  void somebodyElsesSongDoesNotExist() {
    Parent owner = Parent.signUp(system.gateway());
    Parent stranger = Parent.signUp(system.gateway());
    UUID song = owner.requestSong();

    Map<String, List<Object>> routes =
        Map.of(
            "GET", List.of("", "/audio"),
            "PATCH", List.of(""),
            "DELETE", List.of(""),
            "POST", List.of("/retry", "/cancel"));
    routes.forEach((method, paths) ->
        paths.forEach(path -> {
          Map<String, ?> body = method.equals("PATCH") ? Map.of("name", "mine") : Map.of();
          HttpResponse<String> answer = stranger.call(method, "/api/songs/" + song + path, body);
          assertThat(answer.statusCode()).as(method + path).isEqualTo(404);
        }));
    assertThat(owner.song(song).get("name").asString()).isEqualTo("Mia's Bedtime Lullaby");
    assertThat(Parent.read(stranger.call("GET", "/api/songs", Map.of())).get("songs")).isEmpty();
  }

  @Test
  void theSameKeyMakesTheSongOnceHoweverOftenItIsAskedFor() {
    Parent parent = Parent.signUp(system.gateway());
    UUID first = parent.requestSong("bedtime-1");

    assertThat(parent.requestSong("bedtime-1")).isEqualTo(first);
    parent.awaitStatus(first, "ready");
    assertThat(parent.requestSong("bedtime-1")).isEqualTo(first);
    assertThat(Parent.read(parent.call("GET", "/api/songs", Map.of())).get("songs")).hasSize(1);
  }

  private static boolean startsAsMp3(byte[] bytes) {
    boolean id3 = bytes[0] == 'I' && bytes[1] == 'D' && bytes[2] == '3';
    boolean frame = (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xe0) == 0xe0;
    return id3 || frame;
  }
}
