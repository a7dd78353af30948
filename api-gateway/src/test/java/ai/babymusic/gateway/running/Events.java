package ai.babymusic.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A stream of server-sent events, read as a browser would. */
public final class Events implements AutoCloseable {
  private static final Event CLOSED = new Event("", "closed", "");

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> received = new LinkedBlockingQueue<>();

  Events(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().name("events").start(this::read);
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next event that is no heartbeat. */
  public Event next() {
    Event event = nextOrHeartbeat(Duration.ofSeconds(10));
    while (event != null && event.type().equals("heartbeat")) {
      event = nextOrHeartbeat(Duration.ofSeconds(10));
    }
    if (event == null) {
      throw new AssertionError("no event within 10 s");
    }
    return event;
  }

  /** The next event or heartbeat; null if neither comes. */
  public @Nullable Event nextOrHeartbeat(Duration patience) {
    try {
      return received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      String id = "";
      String type = "message";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            received.add(new Event(id, type, data));
          }
          id = "";
          type = "message";
          data = "";
        } else if (line.startsWith(":")) {
          received.add(new Event("", "heartbeat", ""));
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (IOException _) {
      // Closed from either side: told below.
    }
    received.add(CLOSED);
  }

  /** One event; of type {@code closed} when the stream is over. */
  public record Event(String id, String type, String data) {

    public JsonNode json() {
      return EventCodec.JSON.readTree(data);
    }
  }
}
