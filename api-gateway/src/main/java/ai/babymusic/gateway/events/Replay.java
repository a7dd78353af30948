package ai.babymusic.gateway.events;

import java.util.List;

/** What the outbox gives for the changes between two positions: all of them, or none. */
sealed interface Replay {
  /** The most changes that are sent again; a client further behind is better off refetching. */
  int MOST = 1_000;

  /** Every change after the one position up to at least the other, in order. */
  record Whole(List<ChangeFrame> changes) implements Replay {}

  /** They are not visible yet: ask again soon. */
  record NotYet() implements Replay {}

  /** Some are no longer kept, or they are too many: the client has to refetch. */
  record Lost() implements Replay {}

  /**
   * What {@code found} is worth to a client at {@code from}.
   *
   * @param found what the outbox holds after it, in order, at most {@link #MOST} + 1
   */
  static Replay of(Position from, long upTo, List<ChangeFrame> found) {
    if (found.size() > MOST) {
      return new Lost();
    }
    Position last = from;
    for (ChangeFrame change : found) {
      if (!(Step.of(last, change.position()) instanceof Step.Send)) {
        return new Lost();
      }
      last = change.position();
    }
    return last.seq() < upTo ? new NotYet() : new Whole(found);
  }
}
