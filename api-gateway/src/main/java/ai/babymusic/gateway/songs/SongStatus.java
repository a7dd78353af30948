package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.problems.InvalidField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states a song can be looked for by. */
final class SongStatus {
  private static final List<String> ALL =
      List.of("queued", "writing_lyrics", "composing", "storing", "ready", "failed", "cancelled");

  private SongStatus() {}

  static @Nullable String parse(@Nullable String status) {
    if (status != null && !ALL.contains(status)) {
      throw InvalidField.notOneOf("status", ALL);
    }
    return status;
  }
}
