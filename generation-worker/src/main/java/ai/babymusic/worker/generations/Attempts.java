package ai.babymusic.worker.generations;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Attempts with their songs, read and locked in the one order: the generation, then its song. */
@Component
public class Attempts {

  private final Generations generations;
  private final Songs songs;

  Attempts(Generations generations, Songs songs) {
    this.generations = generations;
    this.songs = songs;
  }

  /**
   * Locks the attempt until the end of the transaction, whose announcements go on with the trace of
   * its request.
   */
  public Optional<Attempt> lock(UUID generationId) {
    return generations
        .lock(generationId)
        .map(generation ->
            new Attempt(
                generation, songs.lock(generation.songId(), generation.userId()).orElse(null)));
  }

  /** As it stands, without a lock. */
  public Optional<Attempt> find(UUID generationId) {
    return generations
        .find(generationId)
        .map(generation -> new Attempt(generation, songs.find(generation.songId()).orElse(null)));
  }
}
