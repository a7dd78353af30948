package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignSongTest {

  static Stream<Arguments> routes() {
    return Stream.of(
        route("GET", (parent, song) -> parent.get(song)),
        route("GET audio", (parent, song) -> parent.get(song + "/audio")),
        route("GET attempts", (parent, song) -> parent.get(song + "/attempts")),
        route("PATCH", (parent, song) -> parent.patch(song, "{\"name\":\"Mine\"}")),
        route("DELETE", (parent, song) -> parent.delete(song)),
        route("retry", (parent, song) -> parent.post(song + "/retry", "")),
        route("cancel", (parent, song) -> parent.post(song + "/cancel", "")));
  }

  private static Arguments route(String name, BiFunction<Parent, String, Reply> request) {
    return Arguments.of(name, request);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void aSongOfSomebodyElseIsNotFoundAndLeftAlone(
      String name, BiFunction<Parent, String, Reply> request) {
    Parent mia = Parent.of("Mia");
    UUID id = mia.post("/api/songs", Parent.LULLABY).id();
    Admin.finish(id, "s3://baby-music/u/s/g-0.mp3");
    String before = mia.get("/api/songs/" + id).body();
    Reply answer = request.apply(Parent.of("Leo"), "/api/songs/" + id);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("code")).isEqualTo("song_not_found");
    assertThat(mia.get("/api/songs/" + id).body()).isEqualTo(before);
  }

  @Test
  void aSongThatNeverWasLooksTheSame() {
    assertThat(Parent.of("Leo").get("/api/songs/" + UUID.randomUUID()).text("code"))
        .isEqualTo("song_not_found");
  }

  @Test
  void aListHoldsNothingOfSomebodyElse() {
    Parent.of("Mia").post("/api/songs", Parent.LULLABY);
    assertThat(Parent.of("Leo").get("/api/songs").json().get("songs").isEmpty()).isTrue();
  }
}
