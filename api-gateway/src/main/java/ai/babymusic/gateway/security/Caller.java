package ai.babymusic.gateway.security;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The signed-in user of a request: what a controller asks for with
 * {@code @AuthenticationPrincipal}.
 *
 * @param sessionId the sign-in the token came from; its end ends the token
 * @param expiresAt when the token ends, and with it whatever stays open on its strength
 */
public record Caller(UUID userId, UUID sessionId, Instant expiresAt) {

  static final String ROLE = "authenticated";

  /** Of a token that {@link AccessTokenRules} let pass. */
  public static Caller of(Jwt token) {
    return new Caller(
        UUID.fromString(token.getSubject()),
        UUID.fromString(Objects.requireNonNull(token.getClaimAsString("session_id"))),
        Objects.requireNonNull(token.getExpiresAt()));
  }
}
