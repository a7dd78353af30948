package ai.babymusic.gateway.signin.onetime;

import ai.babymusic.gateway.signin.flows.CodeChallenge;
import java.util.Optional;
import java.util.UUID;

/**
 * A one-time token that has just been spent.
 *
 * @param sentTo the address that whoever spent it can read
 * @param challenge who may go on, if not whoever follows the link
 */
public record Proof(UUID user, Purpose purpose, String sentTo, Optional<CodeChallenge> challenge) {

  /** The same for whoever sent it by themselves. */
  public Proof withoutChallenge() {
    return new Proof(user, purpose, sentTo, Optional.empty());
  }
}
