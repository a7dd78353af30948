package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.flows.CodeChallenge;
import ai.babymusic.gateway.signin.flows.FlowType;
import ai.babymusic.gateway.signin.flows.Landing;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is away at a provider.
 *
 * @param linkSession the signed-in session whose account gets the identity; null to sign in
 */
record ProviderFlow(
    String provider,
    String redirectTo,
    Optional<CodeChallenge> challenge,
    @Nullable UUID linkSession) {

  FlowType type() {
    return FlowType.of(challenge);
  }

  Landing landing() {
    return new Landing(redirectTo);
  }
}
