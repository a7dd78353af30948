package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Turns the text of an access token into claims that can be believed, or refuses it. Whether its
 * session has ended is asked afterwards: of what is remembered ({@link SessionCheck}), or, on the
 * sign-in routes, of the database.
 */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

  private static final MappedJwtClaimSetConverter DEFAULTS =
      MappedJwtClaimSetConverter.withDefaults(Map.of());

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  JwtDecoder jwtDecoder(AccessTokenKeys keys, GatewaySettings settings, Clock clock) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    // Only these two: "none" and the HS family, whose key would be our public one, find no key.
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256),
            (selector, context) -> selector.select(keys.publicKeys())));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // AccessTokenRules does it
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setClaimSetConverter(AccessTokens::readable);
    decoder.setJwtValidator(new AccessTokenRules(settings.auth(), clock));
    return decoder;
  }

  /** A token that says it was issued after its end is expired; left so, it would not even parse. */
  private static Map<String, Object> readable(Map<String, Object> claims) {
    Map<String, Object> read = DEFAULTS.convert(claims);
    if (read.get("exp") instanceof Instant end
        && read.get("iat") instanceof Instant start
        && !start.isBefore(end)) {
      read.put("iat", end.minusSeconds(1));
    }
    return read;
  }
}
