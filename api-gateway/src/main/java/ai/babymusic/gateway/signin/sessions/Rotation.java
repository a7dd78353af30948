package ai.babymusic.gateway.signin.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a presented refresh token gets. Pure: the session's tokens and the time decide. */
sealed interface Rotation {

  /** It is the active one: it is traded for a new one. */
  record Trade(RefreshTokenRow active) implements Rotation {}

  /**
   * It was traded already, by the same client as far as can be told: the active token once more.
   *
   * @param descent from the presented token's child to the active one
   */
  record Repeat(List<RefreshTokenRow> descent) implements Rotation {}

  /** Somebody kept a copy. Which of the two is the thief cannot be told, so neither goes on. */
  record Theft() implements Rotation {}

  /**
   * Decides it.
   *
   * @param presented the token that was sent
   * @param later the session's tokens made after it, oldest first; each is the child of the one
   *     before
   * @param reuse how long after its trade a token still answers, however many followed it
   */
  static Rotation of(
      RefreshTokenRow presented, List<RefreshTokenRow> later, Duration reuse, Instant now) {
    if (!presented.revoked()) {
      return new Trade(presented);
    }
    // Its child was never used: the answer that carried it may not have arrived, whenever that was.
    boolean childUnused = later.size() == 1 && !later.getFirst().revoked();
    boolean justTraded = now.isBefore(presented.changedAt().plus(reuse));
    if (!later.isEmpty() && !later.getLast().revoked() && (childUnused || justTraded)) {
      return new Repeat(later);
    }
    return new Theft();
  }
}
