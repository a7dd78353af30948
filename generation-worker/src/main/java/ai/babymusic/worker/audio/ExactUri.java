package ai.babymusic.worker.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;

/**
 * Addresses exactly as the provider writes them. Some are encoded twice ({@code %2520}) and mean
 * it: only characters that no URI may hold are encoded here.
 */
final class ExactUri {

  private static final String FORBIDDEN = "\"<>\\^`{|}";

  private ExactUri() {}

  /**
   * The URI of {@code text}.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  static URI of(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.strip().getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (c <= ' ' || c >= 0x7f || FORBIDDEN.indexOf(c) >= 0) {
        encoded.append('%').append(String.format("%02X", (int) c));
      } else {
        encoded.append(c);
      }
    }
    return URI.create(encoded.toString());
  }
}
