package ai.babymusic.local.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request byte by byte as it is sent, which no client would let one write. Immutable.
 *
 * @param head method, target and version
 * @param framing how it says where its body ends
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
public record WireRequest(String head, List<String> headers, byte[] body, Framing framing) {

  private static final int CHUNK = 1_000;

  public WireRequest {
    headers = List.copyOf(headers);
  }

  public static WireRequest of(String method, String target, byte[] body) {
    return new WireRequest(
        method + " " + target + " HTTP/1.1", List.of("Host: localhost"), body, Framing.LENGTH);
  }

  public WireRequest with(String name, String value) {
    return with(List.of(name + ": " + value));
  }

  /** With header lines as they stand. */
  public WireRequest with(List<String> lines) {
    var more = new ArrayList<>(headers);
    more.addAll(lines);
    return new WireRequest(head, more, body, framing);
  }

  public WireRequest with(Framing other) {
    return new WireRequest(head, headers, body, other);
  }

  /** Such as an unknown version of HTTP. */
  public WireRequest withHead(String other) {
    return new WireRequest(other, headers, body, framing);
  }

  /** True if what comes after it on its connection would be read as a part of it. */
  boolean isLast() {
    return framing != Framing.LENGTH && framing != Framing.CHUNKED;
  }

  /**
   * Whether it ends before it was to: then the server may close the connection without an answer
   * (RFC 9112, section 8).
   */
  boolean isIncomplete() {
    return framing == Framing.TOO_SHORT;
  }

  boolean isHead() {
    return head.startsWith("HEAD ");
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream(body.length + 512);
    line(bytes, head);
    headers.forEach(header -> line(bytes, header));
    framing.headers(body.length).forEach(header -> line(bytes, header));
    line(bytes, "");
    if (framing.isChunked()) {
      for (int at = 0; at < body.length; at += CHUNK) {
        int length = Math.min(CHUNK, body.length - at);
        line(bytes, Integer.toHexString(length));
        bytes.write(body, at, length);
        line(bytes, "");
      }
      line(bytes, framing == Framing.BROKEN_CHUNKS ? "zz" : "0");
      line(bytes, "");
    } else {
      bytes.writeBytes(body);
    }
    return bytes.toByteArray();
  }

  private static void line(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes((text + "\r\n").getBytes(ISO_8859_1));
  }
}
