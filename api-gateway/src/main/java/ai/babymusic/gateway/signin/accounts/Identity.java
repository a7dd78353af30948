package ai.babymusic.gateway.signin.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way into an account, in the contract's shape.
 *
 * @param identityId of the row
 * @param id what the provider calls the user
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Identity(
    UUID identityId,
    String id,
    UUID userId,
    Map<String, Object> identityData,
    String provider,
    @Nullable Instant lastSignInAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String email) {

  /** The same with another address. */
  Identity at(EmailAddress other) {
    var data = new LinkedHashMap<>(identityData);
    data.replace("email", other.value());
    return new Identity(
        identityId, id, userId, data, provider, lastSignInAt, createdAt, updatedAt, other.value());
  }
}
