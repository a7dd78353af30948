package ai.babymusic.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A request's body, read at most as far as allowed. */
sealed interface Body {

  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent") // held for the length of one request, never compared
  record Whole(byte[] bytes) implements Body {}

  /** It goes on beyond what is allowed. */
  record TooLarge() implements Body {}

  /** The caller stopped, or sent broken chunks. */
  record Broken() implements Body {}

  /** How many bytes of it will be held at most; none if it says itself that it is too large. */
  static int held(HttpServletRequest request, int limit) {
    long said = request.getContentLengthLong();
    return said < 0 ? limit : said > limit ? 0 : (int) said;
  }

  /** Reads the body, or as much of it as shows that it is too large. */
  static Body of(HttpServletRequest request, int limit) {
    if (request.getContentLengthLong() > limit) {
      return new TooLarge();
    }
    try {
      byte[] bytes = request.getInputStream().readNBytes(limit + 1);
      return bytes.length > limit ? new TooLarge() : new Whole(bytes);
    } catch (IOException e) {
      return new Broken();
    }
  }
}
