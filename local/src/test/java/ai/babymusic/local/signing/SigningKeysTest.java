package ai.babymusic.local.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.local.settings.Refusal;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

  private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

  @TempDir Path folder;

  @Test
  void aTokenOfAnHourIsSignedByTheFirstKey() throws Exception {
    Path file = folder.resolve("jwks.json");
    SigningKeys.makeIfAbsent(file);
    SigningKeys keys = SigningKeys.read(file);

    SignedJWT token =
        SignedJWT.parse(keys.token("http://127.0.0.1:8080/auth/v1", "service_role", NOW));

    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(token.verify(new ECDSAVerifier(keys.keys().getKeys().getFirst().toECKey())))
        .isTrue();
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://127.0.0.1:8080/auth/v1");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("authenticated");
    assertThat(token.getJWTClaimsSet().getStringClaim("role")).isEqualTo("service_role");
    assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  void theKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
    Path file = folder.resolve("jwks.json");
    SigningKeys.makeIfAbsent(file);
    String first = Files.readString(file);
    SigningKeys.makeIfAbsent(file);
    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void anRsaKeyOfTheCallersOwnSignsWithRs256() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    Path file = folder.resolve("theirs.json");
    Files.writeString(file, new JWKSet(key).toString(false));
    SignedJWT token = SignedJWT.parse(SigningKeys.read(file).token("issuer", "service_role", NOW));
    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
  }

  @Test
  void aPublicKeyCannotSignAndItsFileIsNamed() throws Exception {
    Path file = folder.resolve("public.json");
    RSAKey key = new RSAKeyGenerator(2048).generate().toPublicJWK();
    Files.writeString(file, new JWKSet(key).toString());
    assertThatThrownBy(() -> SigningKeys.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("public.json is not a private key");
  }
}
