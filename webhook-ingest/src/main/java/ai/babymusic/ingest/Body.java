package ai.babymusic.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request's body, read at most as far as allowed. */
sealed interface Body {
  int CHUNK = 8 << 10;

  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent") // held for the length of one request, never compared
  record Whole(byte[] bytes) implements Body {}

  /** It goes on beyond what is allowed. */
  record TooLarge() implements Body {}

  /** The caller stopped, was too slow, or sent broken chunks. */
  record Broken() implements Body {}

  /** How many bytes of it will be held at most; none if it says itself that it is too large. */
  static int held(HttpServletRequest request, int limit) {
    long said = request.getContentLengthLong();
    return said < 0 ? limit : said > limit ? 0 : (int) said;
  }

  /**
   * Reads the body, or as much of it as shows that it is too large or comes too slowly: a byte now
   * and then would hold room for ever, since the server counts its own time from the last byte.
   */
  static Body of(HttpServletRequest request, int limit, Duration patience) {
    if (request.getContentLengthLong() > limit) {
      return new TooLarge();
    }
    long begin = System.nanoTime();
    var read = new ByteArrayOutputStream();
    var some = new byte[CHUNK];
    try {
      InputStream body = request.getInputStream();
      for (int count = body.read(some); count >= 0; count = body.read(some)) {
        read.write(some, 0, count);
        if (read.size() > limit) {
          return new TooLarge();
        }
        if (System.nanoTime() - begin > patience.toNanos()) {
          return new Broken();
        }
      }
      return new Whole(read.toByteArray());
    } catch (IOException e) {
      return new Broken();
    }
  }
}
