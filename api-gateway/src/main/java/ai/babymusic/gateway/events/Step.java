package ai.babymusic.gateway.events;

/** What a stream does about a change, given how far it is. */
sealed interface Step {

  /** The client has it. */
  record Drop() implements Step {}

  /** It is the next one. */
  record Send() implements Step {}

  /** Changes before it have not arrived: those after the position up to {@code upTo}. */
  record Fill(long upTo) implements Step {}

  /** It is numbered otherwise than the client's position: nothing can be said about the gap. */
  record Restart() implements Step {}

  /** For a change at {@code change}, when everything up to {@code sent} was sent. */
  static Step of(Position sent, Position change) {
    if (!sent.isComparableTo(change)) {
      return new Restart();
    }
    if (change.seq() <= sent.seq()) {
      return new Drop();
    }
    return change.seq() == sent.seq() + 1 ? new Send() : new Fill(change.seq() - 1);
  }
}
