package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import org.springframework.stereotype.Component;

/** The keys of this instance, read once at the start: the first signs, all verify. */
@Component
public class AccessTokenKeys {

  private final List<JWK> keys;

  AccessTokenKeys(GatewaySettings settings) {
    Path file = settings.auth().jwksFile();
    try {
      keys = JWKSet.load(file.toFile()).getKeys().stream().map(AccessTokenKeys::withKeyId).toList();
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(
          "AUTH_JWKS_FILE: " + file + " is not a readable JWK Set: " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException("AUTH_JWKS_FILE: " + file + " holds no key");
    }
    keys.forEach(AccessTokenKeys::algorithm);
  }

  /** With its private part. */
  public JWK signingKey() {
    return keys.getFirst();
  }

  /** For everyone to read: no private part in it. */
  public JWKSet publicKeys() {
    return new JWKSet(keys).toPublicJWKSet();
  }

  /** The one algorithm a key is used with, so that no token can choose another for it. */
  public static JWSAlgorithm algorithm(JWK key) {
    if (key.isPrivate() && key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
      return JWSAlgorithm.ES256;
    }
    if (key.isPrivate() && key instanceof RSAKey rsa && rsa.size() >= 2048) {
      return JWSAlgorithm.RS256;
    }
    throw new IllegalStateException(
        "AUTH_JWKS_FILE: key %s must be a private P-256 key (ES256) or RSA key of 2048 bits (RS256)"
            .formatted(key.getKeyID()));
  }

  private static JWK withKeyId(JWK key) {
    if (key.getKeyID() != null) {
      return key;
    }
    try {
      String thumbprint = key.computeThumbprint().toString();
      return switch (key) {
        case ECKey ec -> new ECKey.Builder(ec).keyID(thumbprint).build();
        case RSAKey rsa -> new RSAKey.Builder(rsa).keyID(thumbprint).build();
        default -> key;
      };
    } catch (JOSEException e) {
      throw new IllegalStateException("AUTH_JWKS_FILE: " + e.getMessage(), e);
    }
  }
}
