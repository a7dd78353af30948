package ai.babymusic.systemtests.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A parent with an account of its own, as the web frontend would act for it. */
public final class Parent {

  public static final Map<String, Object> BEDTIME =
      Map.of(
          "name", "Mia's Bedtime Lullaby",
          "song_type", "preset",
          "preset_type", "sleeping",
          "mood", "calm",
          "tempo", "slow",
          "voice_type", "softFemale");

  private static final String PASSWORD = "correct horse battery";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration A_SONGS_TIME = Duration.ofMinutes(2);

  private final URI gateway;
  private final UUID id;
  private final String token;

  private Parent(URI gateway, String token) {
    this.gateway = gateway;
    this.id = subject(token);
    this.token = token;
  }

  /**
   * With a new account, made by an operator: nothing but the gateway and the database is needed.
   */
  public static Parent signUp(URI gateway) {
    String email = "parent-" + UUID.randomUUID() + "@example.com";
    auth(
        gateway,
        "admin/users",
        RunningSystem.shared().operatorToken(),
        Map.of("email", email, "password", PASSWORD, "email_confirm", true));
    JsonNode session =
        auth(
            gateway,
            "token?grant_type=password",
            "any",
            Map.of("email", email, "password", PASSWORD));
    String token = session.get("access_token").asString();
    Secrets.note("password", PASSWORD);
    Secrets.note("refresh_token", session.get("refresh_token").asString());
    Secrets.note("access_token", token);
    return new Parent(gateway, token);
  }

  /** Who has signed in by other means, and got this token. */
  public static Parent signedIn(URI gateway, String token) {
    return new Parent(gateway, token);
  }

  private static UUID subject(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return UUID.fromString(EventCodec.JSON.readTree(claims).get("sub").asString());
  }

  private static JsonNode auth(URI gateway, String route, String bearer, Map<String, ?> body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(gateway.resolve("/auth/v1/" + route))
                .header("apikey", "any")
                .header("authorization", "Bearer " + bearer)
                .header("content-type", "application/json")
                .POST(json(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  /** As the tables have it. */
  public UUID id() {
    return id;
  }

  public String token() {
    return token;
  }

  /** The same parent at another gateway. */
  public Parent at(URI otherGateway) {
    return new Parent(otherGateway, token);
  }

  /** Any request as this parent; an empty {@code body} is none. */
  public HttpResponse<String> call(String method, String path, Map<String, ?> body) {
    HttpRequest.BodyPublisher publisher =
        body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : json(body);
    return send(
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .method(method, publisher));
  }

  /** The id of a new song. */
  public UUID requestSong() {
    return requestSong(UUID.randomUUID().toString());
  }

  /** The id of the song that the idempotency key stands for. */
  public UUID requestSong(String idempotencyKey) {
    HttpResponse<String> answer = askForSong(idempotencyKey);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return UUID.fromString(read(answer).get("id").asString());
  }

  /** Any answer to the request for a song. */
  public HttpResponse<String> askForSong(String idempotencyKey) {
    return send(
        HttpRequest.newBuilder(gateway.resolve("/api/songs"))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .header("idempotency-key", idempotencyKey)
            .timeout(PATIENCE)
            .POST(json(BEDTIME)));
  }

  public JsonNode song(UUID id) {
    HttpResponse<String> answer = call("GET", "/api/songs/" + id, Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  public String status(UUID song) {
    return song(song).get("status").asString();
  }

  public void awaitStatus(UUID song, String status) {
    await().atMost(A_SONGS_TIME).ignoreExceptions().until(() -> status(song).equals(status));
  }

  /** The bytes that the song's signed address gives for the range. */
  public static HttpResponse<byte[]> fetch(URI audio, String range) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(audio).header("range", range).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode get(URI address) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(address));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  public static JsonNode read(HttpResponse<String> answer) {
    return EventCodec.JSON.readTree(answer.body());
  }

  public static HttpRequest.BodyPublisher json(Map<String, ?> body) {
    return HttpRequest.BodyPublishers.ofString(EventCodec.JSON.writeValueAsString(body));
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
