package ai.babymusic.gateway.signin.flows;

import java.util.Optional;

/** How a session reaches the page a flow ends on. */
public enum FlowType {
  /** In the fragment of its address. */
  IMPLICIT,
  /** For a code, in a call of its own. */
  PKCE;

  public static FlowType of(Optional<CodeChallenge> challenge) {
    return challenge.isPresent() ? PKCE : IMPLICIT;
  }
}
