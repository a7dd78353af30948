package ai.babymusic.worker.generations;

import java.util.UUID;

/**
 * How far a song is.
 *
 * @param generationId its present attempt
 */
public record SongState(UUID id, String status, UUID generationId) {

  public boolean ready() {
    return status.equals("ready");
  }

  public boolean failed() {
    return status.equals("failed");
  }
}
