package ai.babymusic.gateway.signin.accounts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as another provider knows them, once it is believed.
 *
 * @param id what the provider calls the user, for ever
 * @param emailVerified whether the provider vouches that the address is theirs
 * @param data what it told, in the contract's words
 */
public record ProvidedIdentity(
    String provider,
    String id,
    @Nullable EmailAddress email,
    boolean emailVerified,
    Map<String, Object> data) {

  /** The address, if it is proved to be theirs. */
  public @Nullable EmailAddress provedEmail() {
    return emailVerified ? email : null;
  }

  @Override
  public String toString() {
    return "somebody at " + provider;
  }
}
