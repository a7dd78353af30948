package ai.babymusic.gateway.signin.verification;

import ai.babymusic.gateway.signin.sessions.Session;

/** What came of a link or a code that was right. */
sealed interface Verified {

  record SignedIn(Session session) implements Verified {}

  /** Whoever began it trades this code for a session. */
  record ForTrade(String code) implements Verified {}

  /** A change of address waits for the other mail's link as well. */
  record OneOfTwo() implements Verified {
    static final String MESSAGE =
        "Confirmation link accepted. Please proceed to confirm link sent to the other email";
  }
}
