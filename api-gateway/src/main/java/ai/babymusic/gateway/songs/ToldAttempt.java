package ai.babymusic.gateway.songs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at a song, told to its owner.
 *
 * @param requestedBy {@code user}, or {@code system} after an attempt that was never heard of again
 * @param steps each state it has been in, in order
 * @param blockedReason why it waits for longer than for a place
 * @param usage what the provider charged, as it said so
 */
record ToldAttempt(
    int attempt,
    UUID generationId,
    String requestedBy,
    String status,
    Instant requestedAt,
    @Nullable Instant completedAt,
    @Nullable Instant overdueAt,
    List<Step> steps,
    @Nullable String blockedReason,
    @Nullable String error,
    @Nullable String errorCode,
    boolean retryable,
    @Nullable String lyricsSource,
    @Nullable JsonNode usage) {

  /**
   * A state.
   *
   * @param seconds until the next; null for the one it is in
   */
  record Step(String step, Instant at, @Nullable Double seconds) {

    /** A state that was entered several times is told as of the last time. */
    static List<Step> of(Map<String, Instant> timings) {
      var entered =
          timings.entrySet().stream()
              .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
              .toList();
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < entered.size(); i++) {
        Instant at = entered.get(i).getValue();
        Instant next = i + 1 < entered.size() ? entered.get(i + 1).getValue() : null;
        steps.add(new Step(entered.get(i).getKey(), at, next == null ? null : seconds(at, next)));
      }
      return steps;
    }

    private static double seconds(Instant from, Instant to) {
      return Duration.between(from, to).toMillis() / 1_000.0;
    }
  }
}
