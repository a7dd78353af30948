package ai.babymusic.worker.audio;

/** What a try at all missing takes came to. */
sealed interface Tried {

  /** All of them were answered for. */
  record Whole(StoreOrder order) implements Tried {}

  /** Our own storage or disk failed for some, which says nothing of these; others are stored. */
  record Broken(StoreOrder order) implements Tried {}
}
