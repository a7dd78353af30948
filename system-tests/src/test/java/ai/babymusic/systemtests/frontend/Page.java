package ai.babymusic.systemtests.frontend;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The original frontend on a device of a parent who has signed in there. */
record Page(Device device) {

  /** One live update as the page read it. */
  record Heard(String name, String id, JsonNode data) {}

  static Page ofSomebodyNew(PublishedClient client) {
    Device device = client.deviceOfFrontend();
    device.call("auth.signInWithPassword", Somebody.withAccount(client).credentials()).ok();
    return new Page(device);
  }

  /** The same account where the client has no part: the original asked for songs by itself. */
  Parent parent() {
    return Parent.signedIn(
        RunningSystem.shared().gateway(), session().get("access_token").asString());
  }

  UUID user() {
    return UUID.fromString(session().at("/user/id").asString());
  }

  Answer toggleFavorite(String field, UUID song) {
    return device.call(
        "functions.invoke", "toggle-favorite", Map.of("body", Map.of(field, song.toString())));
  }

  Answer updateStreak(UUID user) {
    return device.call("rpc", "update_user_streak", Map.of("user_id_input", user.toString()));
  }

  /** Begins to read live updates. */
  Answer listen() {
    return device.ask("listen", Map.of());
  }

  /** All that was read since {@link #listen}. */
  List<Heard> heard() {
    return EventCodec.JSON.convertValue(
        device.ask("heard", Map.of()).ok(), new TypeReference<>() {});
  }

  /** Aborts the request; the name of what the page's reading ended with. */
  String leave() {
    return device.ask("leave", Map.of()).ok().get("reading").asString();
  }

  private JsonNode session() {
    return device.call("auth.getSession").ok().get("session");
  }
}
