package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token whose signature is right must still say before it is believed. */
record AccessTokenRules(GatewaySettings.Auth settings, Clock clock)
    implements OAuth2TokenValidator<Jwt> {

  static final String AUDIENCE = "authenticated";
  static final String EXPIRED = "expired_token";
  static final String INVALID = "invalid_token";

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    Instant now = clock.instant();
    // Read as a plain claim: Jwt.getIssuer insists on a URL.
    if (!settings.issuer().equals(token.getClaimAsString("iss"))) {
      return refused(INVALID, "The token is of another issuer.");
    }
    List<String> audience = token.getAudience();
    if (audience == null || !audience.contains(AUDIENCE)) {
      return refused(INVALID, "The token is for another audience.");
    }
    if (token.getNotBefore() != null
        && token.getNotBefore().isAfter(now.plus(settings.clockSkew()))) {
      return refused(INVALID, "The token is not valid yet.");
    }
    if (token.getExpiresAt() == null) {
      return refused(INVALID, "The token has no end.");
    }
    if (!token.getExpiresAt().isAfter(now.minus(settings.clockSkew()))) {
      return refused(EXPIRED, "The token has expired.");
    }
    return switch (token.getClaimAsString("role")) {
      case Caller.ROLE ->
          isUuid(token.getSubject()) && isUuid(token.getClaimAsString("session_id"))
              ? OAuth2TokenValidatorResult.success()
              : refused(INVALID, "The token names no user or no session.");
      case Operator.ROLE, Operator.ADMINISTRATOR -> OAuth2TokenValidatorResult.success();
      case null, default -> refused(INVALID, "The token has no role that is known here.");
    };
  }

  private static OAuth2TokenValidatorResult refused(String code, String why) {
    return OAuth2TokenValidatorResult.failure(new OAuth2Error(code, why, null));
  }

  private static boolean isUuid(@Nullable String text) {
    if (text == null || text.length() != 36) {
      return false;
    }
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
