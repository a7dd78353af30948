package ai.babymusic.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

  private static final ECKey KEY = RunningGateway.signingKey();

  private final Client client = RunningGateway.shared().client();

  @Test
  void aGoodTokenPassesTheDoor() throws Exception {
    assertThat(ask(signed(claims -> {})).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/nothing", "/functions/v1/nothing"})
  void withoutATokenEveryDoorIsShut(String path) {
    refused(client.get(path), "no_token");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    refused(ask("sb_publishable_no_jwt"), "invalid_token");
    refused(ask("a.b.c"), "invalid_token");
    refused(client.with("Authorization", "Bearer ").get("/api/nothing"), "invalid_token");
  }

  @Test
  void anotherIssuerOrAudienceIsRefused() throws Exception {
    refused(ask(signed(claims -> claims.issuer("somebody"))), "invalid_token");
    refused(ask(signed(claims -> claims.audience("others"))), "invalid_token");
    refused(ask(signed(claims -> claims.claim("role", "anon"))), "invalid_token");
    refused(ask(signed(claims -> claims.subject("me"))), "invalid_token");
    refused(ask(signed(claims -> claims.claim("session_id", null))), "invalid_token");
  }

  @Test
  void timeIsUpAfterASmallAllowanceForClocks() throws Exception {
    refused(ask(signed(claims -> claims.expirationTime(in(-10)))), "expired_token");
    refused(
        ask(signed(claims -> claims.issueTime(in(0)).expirationTime(in(-10)))), "expired_token");
    assertThat(ask(signed(claims -> claims.expirationTime(in(-2)))).status()).isEqualTo(404);
    refused(ask(signed(claims -> claims.expirationTime(null))), "invalid_token");
    refused(ask(signed(claims -> claims.notBeforeTime(in(60)))), "invalid_token");
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    refused(ask(new PlainJWT(claims().build()).serialize()), "invalid_token");
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws Exception {
    byte[] publicKey = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refused(ask(signed(JWSAlgorithm.HS256, new MACSigner(publicKey))), "invalid_token");
    byte[] encoded = KEY.toECPublicKey().getEncoded();
    refused(ask(signed(JWSAlgorithm.HS256, new MACSigner(encoded))), "invalid_token");
  }

  @Test
  void anotherKeyUnderOurKeysNameIsRefused() throws Exception {
    var other = new ECKeyGenerator(Curve.P_256).keyID(KEY.getKeyID()).generate();
    refused(ask(signed(JWSAlgorithm.ES256, new ECDSASigner(other))), "invalid_token");
  }

  @Test
  void operatorsHaveDoorsOfTheirOwn() throws Exception {
    String operator = signed(claims -> claims.claim("role", "service_role").subject(null));
    assertThat(client.bearer(operator).get("/api/ops/nothing").status()).isEqualTo(404);
    assertThat(forbidden(client.bearer(operator).get("/api/nothing"))).isTrue();
    assertThat(forbidden(client.bearer(signed(claims -> {})).get("/api/ops/nothing"))).isTrue();
  }

  private Reply ask(String token) {
    return client.bearer(token).get("/api/nothing");
  }

  private static void refused(Reply reply, String code) {
    assertThat(reply.text("code")).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    assertThat(reply.header("www-authenticate")).startsWith("Bearer");
    assertThat(reply.json().propertyNames()).contains("type", "title", "detail");
  }

  private static boolean forbidden(Reply reply) {
    return reply.status() == 403 && reply.text("code").equals("forbidden");
  }

  private static String signed(Consumer<JWTClaimsSet.Builder> change) throws Exception {
    var claims = claims();
    change.accept(claims);
    return signed(JWSAlgorithm.ES256, new ECDSASigner(KEY), claims);
  }

  private static String signed(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
    return signed(algorithm, signer, claims());
  }

  private static String signed(
      JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims) throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(KEY.getKeyID()).build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("baby-music")
        .subject(UUID.randomUUID().toString())
        .audience("authenticated")
        .expirationTime(in(60))
        .claim("role", "authenticated")
        .claim("session_id", UUID.randomUUID().toString());
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
  }
}
