package ai.babymusic.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySetTest {

  @Test
  void bothKindsOfKeyStandSideBySideInTheirOrder() throws Exception {
    JWK rsa = new RSAKeyGenerator(2048).keyID("new").generate();
    JWK ec = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
    KeySet set = KeySet.parse(json(rsa, ec));
    assertThat(set.keys()).containsExactly(rsa, ec);
    assertThat(KeySet.algorithm(rsa)).contains(JWSAlgorithm.RS256);
    assertThat(KeySet.algorithm(ec)).contains(JWSAlgorithm.ES256);
  }

  @Test
  void nothingPrivateIsForEveryoneToRead() throws Exception {
    KeySet set =
        KeySet.parse(
            json(new RSAKeyGenerator(2048).generate(), new ECKeyGenerator(Curve.P_256).generate()));
    assertThat(set.publicKeys().getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
  }

  @Test
  void aKeyWithoutAnIdIsNamedByItsThumbprint() throws Exception {
    JWK key = new ECKeyGenerator(Curve.P_256).generate();
    assertThat(KeySet.parse(json(key)).keys().getFirst().getKeyID())
        .isEqualTo(key.computeThumbprint().toString());
  }

  @Test
  void oneKeyThatCannotBeUsedSpoilsTheSet() throws Exception {
    JWK good = new ECKeyGenerator(Curve.P_256).keyID("good").generate();
    unusable(json(good, new ECKeyGenerator(Curve.P_384).generate()));
    unusable(json(good, new RSAKeyGenerator(1024, true).generate()));
    unusable(json(good, new OctetSequenceKey.Builder(new byte[32]).build()));
    unusable(json(good, new ECKeyGenerator(Curve.P_256).generate().toPublicJWK()));
    unusable(json(good, new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION).generate()));
    unusable(json(good, new RSAKeyGenerator(2048).algorithm(JWSAlgorithm.PS256).generate()));
    unusable(json(good, new RSAKeyGenerator(2048).keyID("good").generate()));
  }

  @Test
  void whatIsNoSetIsRefusedWithoutAWordOfWhatItSays() {
    unusable("");
    unusable("{\"keys\":[]}");
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[{\"kty\":\"EC\",\"d\":\"secret"))
        .isInstanceOf(KeySet.Unusable.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  private static void unusable(String text) {
    assertThatThrownBy(() -> KeySet.parse(text)).isInstanceOf(KeySet.Unusable.class);
  }

  private static String json(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(false);
  }
}
