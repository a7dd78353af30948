package ai.babymusic.worker.lyrics;

import org.jspecify.annotations.Nullable;

/** The language model did not answer; the message says why, and quotes nothing. */
final class NoAnswer extends RuntimeException {
  NoAnswer(String why, @Nullable Throwable cause) {
    super(why, cause);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
