package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.UUID;

/** {@code generation.requests.v1}, keyed by song: attempts that somebody is to make. */
public sealed interface GenerationRequests extends Event {

  /**
   * The attempt stands in {@code song_generations}; whoever reads this takes the brief from the
   * song.
   */
  record GenerationRequested(
      UUID generationId, UUID songId, UUID userId, int attempt, Instant requestedAt)
      implements GenerationRequests {}
}
