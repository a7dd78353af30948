package ai.babymusic.gateway.songs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt is, and what it has to share.
 *
 * @param lyricsKept it sings what the attempt before was given
 * @param inStep for how long it has been there
 * @param queuePosition how many would be admitted up to it; null when it is with the provider
 * @param running attempts of everybody that hold a place in the plan with the provider
 * @param pause for how long the provider is not called, at least
 */
record Making(
    Step step,
    boolean lyricsKept,
    Duration inStep,
    @Nullable Integer queuePosition,
    int running,
    Duration pause,
    Instant readAt) {

  enum Step {
    STARTING,
    WRITING,
    /** For a place in the plan. */
    WAITING,
    COMPOSING,
    STORING;

    /** Null for a state in which nothing is made. */
    static @Nullable Step of(String status) {
      return switch (status) {
        case "queued" -> STARTING;
        case "writing_lyrics" -> WRITING;
        case "waiting" -> WAITING;
        case "submitting", "submitted", "unknown" -> COMPOSING;
        case "storing" -> STORING;
        default -> null;
      };
    }
  }
}
