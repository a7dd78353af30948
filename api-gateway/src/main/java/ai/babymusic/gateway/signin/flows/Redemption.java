package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import java.util.UUID;

/** What became of a code that was sent. */
sealed interface Redemption {

  record Redeemed(UUID user, AuthenticationMethod method) implements Redemption {}

  /** It never was one of ours, was spent, or was tried too often. */
  record Unknown() implements Redemption {}

  record Expired() implements Redemption {}

  record WrongVerifier() implements Redemption {}
}
