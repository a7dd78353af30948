package ai.babymusic.local.signing;

import ai.babymusic.local.settings.PrivateFiles;
import ai.babymusic.local.settings.Refusal;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** A private JWK Set in a file, as {@code AUTH_JWKS_FILE} names it: the first key signs. */
public record SigningKeys(JWKSet keys) {

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** Makes the file with one ES256 key, unless it is there. */
  public static void makeIfAbsent(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    try {
      JWK key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      PrivateFiles.write(file, new JWKSet(key).toString(false).getBytes(StandardCharsets.UTF_8));
    } catch (JOSEException e) {
      throw new IllegalStateException("this JVM has no P-256", e);
    }
  }

  /**
   * Reads the file.
   *
   * @throws Refusal if there is no key in it to sign with
   */
  public static SigningKeys read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new Refusal("there is no signing key at " + file + " (./baby-music up makes one)");
    }
    try {
      JWKSet keys = JWKSet.parse(Files.readString(file));
      if (keys.isEmpty() || !keys.getKeys().getFirst().isPrivate()) {
        throw new Refusal("the first key in " + file + " is not a private key");
      }
      return new SigningKeys(keys);
    } catch (ParseException e) {
      // The parser's message may quote the file, and the file is secret.
      throw new Refusal(file + " is not a JWK Set");
    }
  }

  /** A token of an hour for {@code role}, without a user: a person at the keyboard or a program. */
  public String token(String issuer, String role, Instant now) {
    JWK key = keys.getKeys().getFirst();
    JWSAlgorithm algorithm =
        key.getKeyType().equals(KeyType.RSA) ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience("authenticated")
            .claim("role", role)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
            .build();
    try {
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new Refusal("the first key cannot sign " + algorithm);
    }
  }
}
