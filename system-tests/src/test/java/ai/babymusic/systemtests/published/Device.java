package ai.babymusic.systemtests.published;

import ai.babymusic.schemas.events.EventCodec;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** One device with the client and a storage of its own. */
public record Device(PublishedClient client, int number) {

  private static final long PATIENCE_SECONDS = 60;

  /**
   * What happened on the device.
   *
   * @param requests such as {@code GET /auth/v1/user 200}
   * @param events that the client announced to the page
   */
  public record Seen(List<String> requests, List<String> events) {}

  /** Calls a method of the client, such as {@code signUp}. */
  public Answer call(String method, Object... args) {
    return awaited(begin(method, args));
  }

  public CompletableFuture<Answer> begin(String method, Object... args) {
    return client.ask(number, "call", Map.of("method", method, "args", Arrays.asList(args)));
  }

  /** The frontend's page is opened at an address that a link led to. */
  public Answer land(URI address) {
    return ask("land", Map.of("address", address.toString()));
  }

  /** Since it was asked for last. */
  public Seen seen() {
    return EventCodec.JSON.convertValue(ask("seen", Map.of()).ok(), new TypeReference<>() {});
  }

  public Answer signIn(Somebody somebody) {
    return call("signInWithPassword", somebody.credentials());
  }

  /** The session that the device holds; JSON null if it holds none. */
  public JsonNode session() {
    return call("getSession").ok().get("session");
  }

  public String refreshToken() {
    return session().get("refresh_token").asString();
  }

  public Answer ask(String act, Map<String, ?> details) {
    return awaited(client.ask(number, act, details));
  }

  public static Answer awaited(CompletableFuture<Answer> answer) {
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
