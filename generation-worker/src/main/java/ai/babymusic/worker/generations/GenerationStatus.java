package ai.babymusic.worker.generations;

import java.util.Locale;

/** States of an attempt, as {@code song_generations.status} has them. */
public enum GenerationStatus {
  QUEUED,
  WRITING_LYRICS,
  /** For its place in the plan. */
  WAITING,
  /** Holds its place; the provider is being called, or was and has not been heard of. */
  SUBMITTING,
  SUBMITTED,
  /** The call's outcome was never learned; a later attempt has taken over. */
  UNKNOWN,
  STORING,
  READY,
  FAILED,
  CANCELLED;

  static GenerationStatus of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** Nothing more is to be done, though a late success may still move it. */
  public boolean ended() {
    return this == READY || this == FAILED || this == CANCELLED;
  }

  /** No task of it can be known to the provider, unless an earlier call was not what it seemed. */
  public boolean beforeSubmission() {
    return this == QUEUED || this == WRITING_LYRICS || this == WAITING;
  }
}
