package ai.babymusic.local.song;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The API as one parent's app calls it. */
record Gateway(URI base, HttpClient client) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Any name will do: the gateway knows callers by their tokens. */
  private static final String API_KEY = "baby-music-command";

  /** A fresh account's access token. */
  String signUp() throws SongFailed, InterruptedException {
    String email = "parent-" + UUID.randomUUID() + "@example.com";
    Session session =
        post(
            "/auth/v1/signup",
            Map.of("apikey", API_KEY),
            Map.of("email", email, "password", UUID.randomUUID().toString()),
            Session.class);
    if (session.accessToken() == null) {
      throw new SongFailed(
          "the new account waits for its mail to be confirmed (AUTH_AUTO_CONFIRM)");
    }
    return session.accessToken();
  }

  /** Asks for a song; it is queued when this returns. */
  Song requestSong(String token, Map<String, String> brief)
      throws SongFailed, InterruptedException {
    return post(
        "/api/songs",
        Map.of("Authorization", "Bearer " + token, "Idempotency-Key", UUID.randomUUID().toString()),
        brief,
        Song.class);
  }

  /** The song as it stands. */
  Song song(String token, UUID id) throws SongFailed, InterruptedException {
    HttpRequest request =
        request("/api/songs/" + id).header("Authorization", "Bearer " + token).GET().build();
    return read(send(request), Song.class);
  }

  private <T> T post(String path, Map<String, String> headers, Object body, Class<T> type)
      throws SongFailed, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(EventCodec.JSON.writeValueAsString(body)));
    headers.forEach(request::header);
    return read(send(request.build()), type);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest request) throws SongFailed, InterruptedException {
    HttpResponse<String> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new SongFailed("the gateway at " + base + " does not answer: is Baby Music up?", e);
    }
    if (response.statusCode() / 100 != 2) {
      throw new SongFailed(
          request.method()
              + " "
              + request.uri().getPath()
              + " answered "
              + response.statusCode()
              + ": "
              + response.body().lines().findFirst().orElse("(nothing)"));
    }
    return response;
  }

  private static <T> T read(HttpResponse<String> response, Class<T> type) throws SongFailed {
    try {
      return EventCodec.JSON.readValue(response.body(), type);
    } catch (JacksonException e) {
      throw new SongFailed(response.uri().getPath() + " did not answer with the agreed JSON", e);
    }
  }

  private record Session(@Nullable String accessToken) {}
}
