package ai.babymusic.local.song;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a song the command shows. {@code progress} runs from 0 to 1 while it is being made;
 * {@code audioUrl} is signed and needs no token.
 */
record Song(
    UUID id,
    UUID generationId,
    String name,
    String status,
    @Nullable Double progress,
    @Nullable String lyrics,
    @Nullable String audioUrl,
    @Nullable Double durationSeconds,
    @Nullable String error) {

  boolean isReady() {
    return status.equals("ready");
  }

  boolean hasEnded() {
    return isReady() || status.equals("failed") || status.equals("cancelled");
  }
}
