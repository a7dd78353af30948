package ai.babymusic.local.replay;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Where a replay begins. */
public sealed interface Beginning {

  /** After the last dead letter that was replayed; the oldest if none ever was. */
  record Remembered() implements Beginning {}

  /** The oldest that is kept. */
  record Oldest() implements Beginning {}

  record Offset(long offset) implements Beginning {}

  /** The first that was written at this time or later. */
  record Since(Instant time) implements Beginning {}

  /**
   * Reads {@code oldest}, an offset, or an instant such as {@code 2026-11-02T12:00:00Z}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Beginning parse(String text) {
    if (text.equals("oldest")) {
      return new Oldest();
    }
    try {
      return text.matches("[0-9]{1,18}")
          ? new Offset(Long.parseLong(text))
          : new Since(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is neither oldest, nor an offset, nor a time such as 2026-11-02T12:00:00Z",
          e);
    }
  }
}
