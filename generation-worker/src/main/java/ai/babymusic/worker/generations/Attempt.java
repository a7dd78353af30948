package ai.babymusic.worker.generations;

import org.jspecify.annotations.Nullable;

/**
 * An attempt and its song, both locked, or as they were read.
 *
 * @param song absent if it has been deleted
 */
public record Attempt(Generation generation, @Nullable SongState song) {

  /** Whether the song is still waiting for this attempt, and not for a later one. */
  public boolean current() {
    return song != null && song.generationId().equals(generation.id());
  }

  public GenerationStatus status() {
    return generation.status();
  }
}
