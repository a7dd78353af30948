package ai.babymusic.gateway.running;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens without a sign-in: signed with the gateway's key, with another one, with none. */
public final class Tokens {
  private static final String ISSUER = "baby-music";
  private static final ECKey KEY = RunningGateway.signingKey();

  private Tokens() {}

  static String token(UUID user, Duration life) {
    return sign(KEY, claims(user, life, ISSUER));
  }

  static String ofAnotherIssuer(UUID user) {
    return sign(KEY, claims(user, Duration.ofHours(1), "somebody-else"));
  }

  static String ofAnotherKey(UUID user) {
    return sign(another(), claims(user, Duration.ofHours(1), ISSUER));
  }

  static String unsigned(UUID user) {
    return new PlainJWT(claims(user, Duration.ofHours(1), ISSUER)).serialize();
  }

  /** For whoever operates the service: {@code service_role} or {@code supabase_admin}. */
  public static String operator(String role) {
    return sign(
        KEY,
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("authenticated")
            .claim("role", role)
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build());
  }

  private static JWTClaimsSet claims(UUID user, Duration life, String issuer) {
    Instant end = Instant.now().plus(life);
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience("authenticated")
        .subject(user.toString())
        .claim("role", "authenticated")
        .claim("session_id", UUID.randomUUID().toString())
        .issueTime(Date.from(end.minus(Duration.ofHours(1))))
        .expirationTime(Date.from(end))
        .build();
  }

  private static String sign(ECKey key, JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey another() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(KEY.getKeyID()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
