package ai.babymusic.gateway.signin.sessions;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.security.AccessTokenKeys;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.User;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/** Signs access tokens with the first key, in the contract's claims. */
@Component
class AccessTokenMint {

  private final GatewaySettings.Auth settings;
  private final Clock clock;
  private final AccessTokenKeys keys;
  private volatile Signature signature;

  AccessTokenMint(GatewaySettings settings, AccessTokenKeys keys, Clock clock) {
    this.settings = settings.auth();
    this.clock = clock;
    this.keys = keys;
    this.signature = Signature.with(keys.signingKey());
  }

  Session mint(Account account, SessionRow session, RefreshToken refreshToken) {
    Instant now = clock.instant();
    Instant end = now.plus(settings.tokenLife());
    var user = User.of(account);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .subject(user.id().toString())
            .audience(user.aud())
            .expirationTime(Date.from(end))
            .issueTime(Date.from(now))
            .claim("email", user.email())
            .claim("phone", user.phone())
            .claim("app_metadata", user.appMetadata())
            .claim("user_metadata", user.userMetadata())
            .claim("role", user.role())
            .claim("aal", session.aal())
            .claim("amr", session.amr())
            .claim("session_id", session.id().toString())
            .claim("is_anonymous", user.isAnonymous())
            .build();
    return new Session(
        signed(claims),
        "bearer",
        settings.tokenLife().toSeconds(),
        end.getEpochSecond(),
        refreshToken.text(),
        user);
  }

  private String signed(JWTClaimsSet claims) {
    Signature with = signature;
    JWK key = keys.signingKey();
    if (!with.key().equals(key)) {
      with = Signature.with(key);
      signature = with;
    }
    var token = new SignedJWT(with.header(), claims);
    try {
      token.sign(with.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot sign", e);
    }
    return token.serialize();
  }

  /** What is made of a key once and used for all its tokens. */
  private record Signature(JWK key, JWSHeader header, JWSSigner signer) {

    static Signature with(JWK key) {
      JWSAlgorithm algorithm = AccessTokenKeys.algorithm(key);
      var header =
          new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build();
      try {
        return new Signature(
            key, header, new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
      } catch (JOSEException e) {
        throw new IllegalStateException("the signing key cannot sign", e);
      }
    }
  }
}
