package ai.babymusic.systemtests.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/** An open stream of server-sent events, read one by one as a browser reads them. */
public final class ServerSentEvents implements Closeable {

  /**
   * One event.
   *
   * @param id the last one that the stream has told, also if it was with an earlier event
   */
  public record Event(String name, String id, String data) {}

  private final InputStream body;
  private final BufferedReader lines;
  private String id = "";

  public ServerSentEvents(InputStream body) {
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, UTF_8));
  }

  /** Waits for the next event; null when the stream has ended. */
  public @Nullable Event next() throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("id:")) {
        id = line.substring("id:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        return new Event(name, id, data.toString());
      }
    }
    return null;
  }

  /** Breaks the connection off; whoever waits for an event gets an exception. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
