package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.sessions.Session;

/** What became of a sign-up. */
sealed interface SignedUp {

  record SignedIn(Session session) implements SignedUp {}

  /** A mail was wished for. For a taken address the user is nobody, who looks like anybody. */
  record MailWished(User user) implements SignedUp {}

  /** Only said where sign-ups need no confirmation: there it cannot be hidden. */
  record AddressTaken() implements SignedUp {}
}
