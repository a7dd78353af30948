package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends: a problem that says what is wrong, and nothing written. */
class BadInputTest {
  private static final Parent MIA = Parent.of("Mia");
  private static final String SCRATCH =
      "{\"song_type\":\"from-scratch\",\"mood\":\"calm\",\"tempo\":\"slow\",\"user_lyric_input\":%s}";

  static final List<Arguments> BODIES =
      List.of(
          body(
              "an unknown enum value",
              400,
              "invalid_field",
              "tempo",
              "{\"song_type\":\"preset\",\"preset_type\":\"eating\",\"tempo\":\"prestissimo\"}"),
          body(
              "an unknown song type",
              400,
              "invalid_field",
              "song_type",
              "{\"song_type\":\"opera\"}"),
          body("no song type", 400, "missing_field", "song_type", "{}"),
          body(
              "a preset without its type",
              400,
              "missing_field",
              "preset_type",
              "{\"song_type\":\"preset\"}"),
          body(
              "a theme song without theme",
              400,
              "missing_field",
              "theme",
              "{\"song_type\":\"theme\"}"),
          body(
              "from scratch without mood",
              400,
              "missing_field",
              "mood",
              "{\"song_type\":\"from-scratch\",\"tempo\":\"slow\",\"user_lyric_input\":\"x\"}"),
          body(
              "from scratch without tempo",
              400,
              "missing_field",
              "tempo",
              "{\"song_type\":\"from-scratch\",\"mood\":\"calm\",\"user_lyric_input\":\"x\"}"),
          body(
              "a theme with input without input",
              400,
              "missing_field",
              "user_lyric_input",
              "{\"song_type\":\"theme-with-input\",\"theme\":\"indianClassical\"}"),
          body(
              "181 characters",
              400,
              "invalid_field",
              "user_lyric_input",
              SCRATCH.formatted("\"" + "é".repeat(181) + "\"")),
          body(
              "a blank idea",
              400,
              "invalid_field",
              "user_lyric_input",
              SCRATCH.formatted("\"  \"")),
          body(
              "U+0000 in the idea",
              400,
              "invalid_field",
              "user_lyric_input",
              SCRATCH.formatted("\"a\\u0000\"")),
          body(
              "half a surrogate pair",
              400,
              "invalid_field",
              "user_lyric_input",
              SCRATCH.formatted("\"\\ud83c\"")),
          body(
              "U+0000 in the name",
              400,
              "invalid_field",
              "name",
              "{\"song_type\":\"preset\",\"preset_type\":\"eating\",\"name\":\"a\\u0000b\"}"),
          body(
              "a blank name",
              400,
              "invalid_field",
              "name",
              "{\"song_type\":\"preset\",\"preset_type\":\"eating\",\"name\":\" \"}"),
          body(
              "a number for a name",
              400,
              "invalid_field",
              "name",
              "{\"song_type\":\"preset\",\"preset_type\":\"eating\",\"name\":7}"),
          body(
              "a list for a theme",
              400,
              "invalid_field",
              "theme",
              "{\"song_type\":\"theme\",\"theme\":[]}"),
          body(
              "a text for a flag",
              400,
              "invalid_field",
              "is_instrumental",
              "{\"song_type\":\"preset\",\"preset_type\":\"eating\",\"is_instrumental\":\"yes\"}"),
          body("no object", 400, "invalid_field", "body", "[1]"),
          body("null", 400, "invalid_field", "body", "null"),
          body("not JSON", 400, "not_json", "", "song_type=preset"),
          body("half an object", 400, "not_json", "", "{\"song_type\":"),
          body("two objects", 400, "not_json", "", "{} {}"),
          body("deeply nested", 400, "not_json", "", "[".repeat(20_000)),
          body("nothing", 400, "not_json", "", ""),
          body(
              "2 MiB",
              413,
              "body_too_large",
              "",
              "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}"));

  static final List<Arguments> PATHS =
      List.of(
          Arguments.of("/api/songs/not-a-uuid", 400, "invalid_field", "id"),
          Arguments.of("/api/songs/not-a-uuid/audio", 400, "invalid_field", "id"),
          Arguments.of("/api/songs/%00", 400, "bad_request", ""),
          Arguments.of("/api/songs?limit=0", 400, "invalid_field", "limit"),
          Arguments.of("/api/songs?limit=101", 400, "invalid_field", "limit"),
          Arguments.of("/api/songs?limit=ten", 400, "invalid_field", "limit"),
          Arguments.of("/api/songs?cursor=abc", 400, "invalid_field", "cursor"),
          Arguments.of("/api/songs?cursor=%00", 400, "invalid_field", "cursor"),
          Arguments.of("/api/songs?status=done", 400, "invalid_field", "status"),
          Arguments.of("/api/songs?favorite=maybe", 400, "invalid_field", "favorite"),
          Arguments.of("/api/nothing/here", 404, "route_not_found", ""));

  private static Arguments body(String what, int status, String code, String field, String body) {
    return Arguments.of(what, status, code, field, body);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("BODIES")
  void aBadBodyIsRefused(String what, int status, String code, String field, String body) {
    Reply answer = MIA.post("/api/songs", body);
    assertProblem(answer, status, code, field);
    assertThat(MIA.get("/api/songs").json().get("songs").isEmpty()).as("nothing written").isTrue();
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void aBadPathIsRefused(String path, int status, String code, String field) {
    assertProblem(MIA.get(path), status, code, field);
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of(
            "an expired token",
            MIA.withTokenFor(java.time.Duration.ofMinutes(-5)),
            "expired_token"),
        Arguments.of("a token of another issuer", MIA.withTokenOfAnotherIssuer(), "invalid_token"),
        Arguments.of("a token of another key", MIA.withTokenOfAnotherKey(), "invalid_token"),
        Arguments.of("alg: none", MIA.withUnsignedToken(), "invalid_token"),
        Arguments.of("no JWT", new Parent(MIA.gateway(), MIA.id(), "abc"), "invalid_token"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void aBadTokenIsRefused(String what, Parent stranger, String code) {
    assertProblem(stranger.post("/api/songs", Parent.LULLABY), 401, code, "");
    assertProblem(stranger.get("/api/events"), 401, code, "");
  }

  @Test
  void noTokenIsRefused() {
    assertProblem(MIA.gateway().client().get("/api/songs"), 401, "no_token", "");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aBadIdempotencyKeyIsRefused(String key) {
    assertProblem(
        MIA.post("/api/songs", Parent.LULLABY, "Idempotency-Key", key),
        400,
        "invalid_field",
        "Idempotency-Key");
  }

  static Stream<String> keys() {
    return Stream.of("", "two words", "k".repeat(256));
  }

  @ParameterizedTest
  @MethodSource("patches")
  void aBadPatchIsRefused(String field, String body) {
    assertProblem(MIA.patch("/api/songs/" + MIA.id(), body), 400, "invalid_field", field);
  }

  static Stream<Arguments> patches() {
    return Stream.of(
        Arguments.of("name", "{\"name\":null}"),
        Arguments.of("name", "{\"name\":\"\"}"),
        Arguments.of("name", "{\"name\":\"" + "x".repeat(201) + "\"}"),
        Arguments.of("name", "{\"name\":\"\\u0000\"}"),
        Arguments.of("is_favorite", "{\"is_favorite\":null}"),
        Arguments.of("is_favorite", "{\"is_favorite\":1}"),
        Arguments.of("body", "[]"));
  }

  @Test
  void anotherMethodOrMediaTypeIsRefused() {
    Reply method = MIA.client().put("/api/songs", "{}");
    assertProblem(method, 405, "method_not_allowed", "");
    assertThat(method.header("allow")).contains("GET", "POST");
    assertProblem(
        MIA.post("/api/songs", "a=b", "Content-Type", "application/x-www-form-urlencoded"),
        415,
        "unsupported_media_type",
        "");
    assertProblem(
        MIA.client().with("Accept", "image/png").get("/api/songs"), 406, "not_acceptable", "");
  }

  private static void assertProblem(Reply answer, int status, String code, String field) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(answer.body()).doesNotContain("Exception", "at ai.babymusic", "jackson");
  }
}
