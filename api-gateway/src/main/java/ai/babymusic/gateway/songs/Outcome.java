package ai.babymusic.gateway.songs;

/** What became of the wish for a song. */
sealed interface Outcome {

  /** A new attempt is on its way. */
  record Accepted(Song song, String rateLimit) implements Outcome {}

  /** The request came before, and this is its song. */
  record Repeated(Song song) implements Outcome {}

  record KeyReused() implements Outcome {}

  /** The request came before, and its song was deleted since. */
  record Deleted() implements Outcome {}

  record Limited(Limits.Decision.Refused limit) implements Outcome {}

  record NoSuchSong() implements Outcome {}

  /** The song is being made, or is ready. */
  record NotRetryable() implements Outcome {}

  /** The token is older than the deletion of its account. */
  record AccountGone() implements Outcome {}
}
