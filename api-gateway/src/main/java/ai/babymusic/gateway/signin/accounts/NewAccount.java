package ai.babymusic.gateway.signin.accounts;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-up makes.
 *
 * @param email null for a guest
 * @param passwordHash null for a guest
 * @param confirmed whether the address counts as the user's from the start
 */
public record NewAccount(
    @Nullable EmailAddress email,
    @Nullable String passwordHash,
    Map<String, Object> userMetadata,
    boolean confirmed) {

  /** The same for an address that nobody has. */
  NewAccount forNobody() {
    var nobody = new EmailAddress(UUID.randomUUID() + "@nobody.invalid");
    return new NewAccount(nobody, passwordHash, userMetadata, confirmed);
  }

  @Override
  public String toString() {
    return email == null ? "a guest" : "a new account";
  }
}
