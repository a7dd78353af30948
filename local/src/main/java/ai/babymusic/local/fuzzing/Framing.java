package ai.babymusic.local.fuzzing;

import java.util.List;

/** How a request says where its body ends; most of these ways are wrong. */
public enum Framing {
  LENGTH,
  CHUNKED,
  /** Says nothing, so that the body looks like another request. */
  NONE,
  /** Ends before it was to. */
  TOO_SHORT,
  /** Goes on after it was to end. */
  TOO_LONG,
  NEGATIVE,
  NO_NUMBER,
  /** Says it twice, differently. */
  TWO_LENGTHS,
  LENGTH_AND_CHUNKS,
  BROKEN_CHUNKS;

  boolean isChunked() {
    return this == CHUNKED || this == LENGTH_AND_CHUNKS || this == BROKEN_CHUNKS;
  }

  List<String> headers(int length) {
    return switch (this) {
      case LENGTH -> List.of(length(length));
      case CHUNKED, BROKEN_CHUNKS -> List.of("Transfer-Encoding: chunked");
      case NONE -> List.of();
      case TOO_SHORT -> List.of(length(length + 100));
      case TOO_LONG -> List.of(length(length / 2));
      case NEGATIVE -> List.of(length(-length - 1));
      case NO_NUMBER -> List.of("Content-Length: 1e3");
      case TWO_LENGTHS -> List.of(length(length), length(length + 1));
      case LENGTH_AND_CHUNKS -> List.of(length(length), "Transfer-Encoding: chunked");
    };
  }

  private static String length(int length) {
    return "Content-Length: " + length;
  }
}
