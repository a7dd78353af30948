package ai.babymusic.streaks;

import org.jspecify.annotations.Nullable;

/** The record can never be processed. */
final class UnreadableRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableRecord(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
