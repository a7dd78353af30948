package ai.babymusic.local.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * What came back.
 *
 * @param headers by their names in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record WireReply(int status, Map<String, String> headers, byte[] body) {

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /** A stream's end is not waited for, and neither is its first event. */
  boolean isStream() {
    return header("content-type").startsWith("text/event-stream");
  }

  boolean isLast() {
    return isStream() || header("connection").equalsIgnoreCase("close");
  }
}
