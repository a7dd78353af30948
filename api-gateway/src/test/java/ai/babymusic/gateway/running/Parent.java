package ai.babymusic.gateway.running;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody with an account and a token, but without a sign-in, who talks to one gateway. */
public record Parent(RunningGateway gateway, UUID id, String token) {
  public static final String LULLABY =
      """
      {"song_type":"preset","preset_type":"sleeping","voice_type":"softFemale"}\
      """;

  public static Parent of(String babyName) {
    return of(RunningGateway.shared(), babyName);
  }

  public static Parent of(RunningGateway gateway, @Nullable String babyName) {
    UUID id = UUID.randomUUID();
    Admin.addAccount(id, babyName);
    return new Parent(gateway, id, Tokens.token(id, Duration.ofHours(1)));
  }

  public Parent withTokenFor(Duration life) {
    return new Parent(gateway, id, Tokens.token(id, life));
  }

  public Parent withTokenOfAnotherIssuer() {
    return new Parent(gateway, id, Tokens.ofAnotherIssuer(id));
  }

  public Parent withTokenOfAnotherKey() {
    return new Parent(gateway, id, Tokens.ofAnotherKey(id));
  }

  public Parent withUnsignedToken() {
    return new Parent(gateway, id, Tokens.unsigned(id));
  }

  /** What sends the requests, for those that need something special. */
  public Client client() {
    return gateway.client().bearer(token).with("Content-Type", "application/json");
  }

  public Reply get(String path) {
    return client().get(path);
  }

  public Reply post(String path, String body) {
    return client().post(path, body);
  }

  public Reply post(String path, String body, String header, String value) {
    return client().with(header, value).post(path, body);
  }

  public Reply patch(String path, String body) {
    return client().patch(path, body);
  }

  public Reply delete(String path) {
    return client().delete(path);
  }

  /** A stream that begins after {@code lastEventId}, or now when that is empty. */
  public Events events(String lastEventId) {
    return lastEventId.isEmpty()
        ? client().events()
        : client().with("Last-Event-ID", lastEventId).events();
  }

  public Events eventsAt(String path) {
    return client().events(path);
  }
}
