package ai.babymusic.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys that can be used together.
 *
 * @param keys with their private parts, at least one, each with an id of its own: the first signs
 * @param publicKeys the same for everyone to read
 */
record KeySet(List<JWK> keys, JWKSet publicKeys) {

  /**
   * Reads a private JWK Set.
   *
   * @throws Unusable if one of the keys cannot be used: then none of them is
   */
  static KeySet parse(String text) throws Unusable {
    List<JWK> keys = new ArrayList<>();
    try {
      for (JWK key : JWKSet.parse(text).getKeys()) {
        keys.add(withKeyId(key));
      }
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      // Without its message, which may quote the file.
      throw new Unusable("it is not a JWK Set");
    }
    if (keys.isEmpty()) {
      throw new Unusable("it holds no key");
    }
    for (JWK key : keys) {
      if (algorithm(key).isEmpty()) {
        throw new Unusable(
            "key %s must be a private P-256 key (ES256) or RSA key of 2048 bits (RS256), to sign with"
                .formatted(key.getKeyID()));
      }
    }
    if (keys.stream().map(JWK::getKeyID).distinct().count() < keys.size()) {
      throw new Unusable("two keys have the same kid");
    }
    return new KeySet(List.copyOf(keys), new JWKSet(keys).toPublicJWKSet());
  }

  /** The one algorithm a key is used with, so that no token can choose another for it. */
  static Optional<JWSAlgorithm> algorithm(JWK key) {
    Optional<JWSAlgorithm> fitting =
        switch (key) {
          case ECKey ec when Curve.P_256.equals(ec.getCurve()) -> Optional.of(JWSAlgorithm.ES256);
          case RSAKey rsa when rsa.size() >= 2048 -> Optional.of(JWSAlgorithm.RS256);
          default -> Optional.empty();
        };
    return fitting.filter(algorithm ->
        key.isPrivate()
            && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
            && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE)));
  }

  private static JWK withKeyId(JWK key) throws JOSEException {
    if (key.getKeyID() != null) {
      return key;
    }
    String thumbprint = key.computeThumbprint().toString();
    return switch (key) {
      case ECKey ec -> new ECKey.Builder(ec).keyID(thumbprint).build();
      case RSAKey rsa -> new RSAKey.Builder(rsa).keyID(thumbprint).build();
      default -> key;
    };
  }

  /** Why a set of keys cannot be used; quotes nothing of it. */
  static final class Unusable extends Exception {

    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why);
    }
  }
}
