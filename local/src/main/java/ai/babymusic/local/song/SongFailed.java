package ai.babymusic.local.song;

import org.jspecify.annotations.Nullable;

/** No song came of it; the message is the reason in one line. */
public final class SongFailed extends Exception {
  SongFailed(String message) {
    super(message);
  }

  SongFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
