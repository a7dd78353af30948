package ai.babymusic.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody with an account and a token, who sends requests to one gateway. */
public record Parent(Gateway gateway, UUID id, String token) {
  public static final String LULLABY =
      """
      {"song_type":"preset","preset_type":"sleeping","voice_type":"softFemale"}\
      """;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public static Parent of(String babyName) {
    return of(Gateway.shared(), babyName);
  }

  public static Parent of(Gateway gateway, @Nullable String babyName) {
    UUID id = UUID.randomUUID();
    Admin.addAccount(id, babyName);
    return new Parent(gateway, id, TestKeys.token(id, Duration.ofHours(1)));
  }

  public Parent withTokenFor(Duration life) {
    return new Parent(gateway, id, TestKeys.token(id, life));
  }

  public Parent withTokenOfAnotherIssuer() {
    return new Parent(gateway, id, TestKeys.ofAnotherIssuer(id));
  }

  public Parent withTokenOfAnotherKey() {
    return new Parent(gateway, id, TestKeys.ofAnotherKey(id));
  }

  public Parent withUnsignedToken() {
    return new Parent(gateway, id, TestKeys.unsigned(id));
  }

  public Parent at(Gateway other) {
    return new Parent(other, id, token);
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String body, String... headers) {
    var request = request(path).POST(BodyPublishers.ofString(body));
    request.setHeader("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public Answer patch(String path, String body) {
    return send(
        request(path)
            .method("PATCH", BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/json"));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer send(HttpRequest.Builder request) {
    return Answer.of(exchange(request.build(), BodyHandlers.ofString()));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.uri(path))
        .timeout(Duration.ofSeconds(20))
        .setHeader("Authorization", "Bearer " + token);
  }

  /** A stream that begins after {@code lastEventId}, or now when that is empty. */
  public Events events(String lastEventId) {
    var request = request("/api/events");
    if (!lastEventId.isEmpty()) {
      request.setHeader("Last-Event-ID", lastEventId);
    }
    return events(request);
  }

  public Events eventsAt(String path) {
    return events(request(path));
  }

  private static Events events(HttpRequest.Builder request) {
    request.setHeader("Accept", "text/event-stream");
    return new Events(exchange(request.build(), BodyHandlers.ofInputStream()));
  }

  private static <T> HttpResponse<T> exchange(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
