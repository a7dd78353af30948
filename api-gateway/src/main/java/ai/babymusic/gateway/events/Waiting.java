package ai.babymusic.gateway.events;

import org.jspecify.annotations.Nullable;

/** What waits to be dealt with by a stream. */
sealed interface Waiting {

  record Changed(ChangeFrame change) implements Waiting {}

  /**
   * Time for a sign of life.
   *
   * @param last where the user's changes are; null if the database could not tell
   */
  record Pulse(@Nullable Position last) implements Waiting {}

  record Ended(EndReason reason) implements Waiting {}
}
