package ai.babymusic.gateway.signin.protocol;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The token of a request to a route that needs one, refused in the contract's words. */
public final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /**
   * Reads the {@code Authorization} header.
   *
   * @throws AuthError if there is no token in it, or none that can be believed
   */
  public static Jwt read(JwtDecoder tokens, @Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw AuthError.of(
          HttpStatus.UNAUTHORIZED,
          "no_authorization",
          "This endpoint requires a valid Bearer token");
    }
    try {
      return tokens.decode(authorization.substring(SCHEME.length()).strip());
    } catch (BadJwtException e) {
      throw AuthError.forbidden(
          "bad_jwt", "invalid JWT: unable to parse or verify signature, " + e.getMessage());
    }
  }
}
