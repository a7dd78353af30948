package ai.babymusic.systemtests.running;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A parent's open {@code GET /api/events}: everything that came in, in order. */
public final class LiveUpdates implements AutoCloseable {

  /** One server-sent event. */
  public record Update(String name, String id, JsonNode data) {}

  private final List<Update> updates = new CopyOnWriteArrayList<>();
  private final ServerSentEvents events;

  private LiveUpdates(ServerSentEvents events) {
    this.events = events;
    Thread.ofVirtual().name("live-updates").start(this::read);
  }

  /** Opens the stream after {@code lastEventId}; empty for now. */
  public static LiveUpdates open(URI gateway, Parent parent, String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/api/events"))
            .header("authorization", "Bearer " + parent.token());
    if (!lastEventId.isEmpty()) {
      request.header("last-event-id", lastEventId);
    }
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("GET /api/events answered " + answer.statusCode());
    }
    return new LiveUpdates(new ServerSentEvents(answer.body()));
  }

  public List<Update> updates() {
    return List.copyOf(updates);
  }

  /** The statuses of the song in the order in which they were announced. */
  public List<String> statuses(String song) {
    return updates.stream()
        .filter(update -> update.name().startsWith("song."))
        .filter(update -> update.data().get("id").asString().equals(song))
        .map(update -> update.data().get("status").asString())
        .toList();
  }

  @Override
  public void close() throws IOException {
    events.close();
  }

  private void read() {
    try {
      for (var event = events.next(); event != null; event = events.next()) {
        updates.add(new Update(event.name(), event.id(), data(event)));
      }
    } catch (IOException closed) {
      updates.add(new Update("closed", "", EventCodec.JSON.createObjectNode()));
    }
  }

  /** Of an end it is a word, of all else a row. */
  private static JsonNode data(ServerSentEvents.Event event) {
    return event.name().equals("end")
        ? StringNode.valueOf(event.data())
        : EventCodec.JSON.readTree(event.data());
  }
}
