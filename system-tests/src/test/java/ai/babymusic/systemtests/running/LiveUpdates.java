package ai.babymusic.systemtests.running;

import ai.babymusic.schemas.events.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A parent's open {@code GET /api/events}: everything that came in, in order. */
public final class LiveUpdates implements AutoCloseable {

  /** One server-sent event. */
  public record Update(String name, String id, JsonNode data) {}

  private final List<Update> updates = new CopyOnWriteArrayList<>();
  private final InputStream body;

  private LiveUpdates(InputStream body) {
    this.body = body;
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
    return new LiveUpdates(answer.body());
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
    body.close();
  }

  private void read() {
    String name = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring("id:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring("data:".length()).strip());
        } else if (line.isEmpty() && !data.isEmpty()) {
          updates.add(new Update(name, id, EventCodec.JSON.readTree(data.toString())));
          data.setLength(0);
        }
      }
    } catch (IOException closed) {
      updates.add(new Update("closed", id, EventCodec.JSON.createObjectNode()));
    }
  }
}
