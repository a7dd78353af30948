package ai.babymusic.gateway.events;

import java.util.List;

/** Where a stream begins, given where its client says it is and where the user's changes are. */
sealed interface Start {

  /** Where the client is told that it is. */
  Position at();

  /** With what comes next. */
  record Fresh(Position at) implements Start {}

  /** With all that the client missed. */
  record Resumed(Position at, List<ChangeFrame> missed) implements Start {}

  /** The client says it has more than there is: true for a moment at most, or never. */
  record Ahead(Position at) implements Start {}

  /** What the client missed cannot be told: it has to refetch, then gets what comes next. */
  record Refetch(Position at) implements Start {}

  /** For a client that is at {@code asked}, when the user's last change is {@code last}. */
  static Start of(Position asked, Position last, List<ChangeFrame> after) {
    if (!asked.isComparableTo(last)) {
      return new Refetch(last);
    }
    if (asked.seq() > last.seq()) {
      return new Ahead(last);
    }
    return switch (Replay.of(asked, last.seq(), after)) {
      case Replay.Whole(var missed) -> new Resumed(asked, missed);
      case Replay.NotYet _, Replay.Lost _ -> new Refetch(last);
    };
  }
}
