package ai.babymusic.gateway.signin.providers;

import static ai.babymusic.gateway.signin.providers.OtherProvider.newSubject;
import static ai.babymusic.gateway.signin.providers.OtherProvider.verified;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.signin.flows.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTokenGrantTest {

  private static final OtherProvider PROVIDER = OtherProvider.started();
  private static final RunningGateway GATEWAY = gateway();

  private final Client client = GATEWAY.client().published();
  private final String address = Client.newAddress();
  private final String subject = newSubject();

  private static RunningGateway gateway() {
    var settings = new LinkedHashMap<>(PROVIDER.settings("mock"));
    settings.putAll(OtherProvider.onFreePort().settings("away"));
    settings.put("AUTH_MANUAL_LINKING", "true");
    return RunningGateway.start(settings);
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
    PROVIDER.close();
  }

  @Test
  void aTokenThatAnAppGotByItselfGetsASession() {
    var session = grant(token(verified(address)), "");
    assertThat(session.status()).as(session.body()).isEqualTo(200);
    assertThat(session.json().at("/user/email").asString()).isEqualTo(address);
    assertThat(session.json().at("/user/app_metadata/provider").asString()).isEqualTo("mock");
  }

  @Test
  void theNonceIsComparedWithTheHashThatTheProviderHeard() {
    var claims = verified(address);
    claims.put("nonce", HexFormat.of().formatHex(new Secret("of-mine").hash()));
    String token = token(claims);
    assertThat(grant(token, ",\"nonce\":\"of-mine\"").status()).isEqualTo(200);
    assertThat(grant(token, ",\"nonce\":\"of-yours\"").text("message"))
        .isEqualTo("Nonces mismatch");
    String both = "Passed nonce and nonce in id_token should either both exist or not.";
    assertThat(grant(token, "").text("message")).isEqualTo(both);
    assertThat(grant(token(verified(address)), ",\"nonce\":\"x\"").text("message")).isEqualTo(both);
  }

  @Test
  void anAccessTokenBelongsToItsIdToken() {
    byte[] half = Arrays.copyOf(new Secret("an-access-token").hash(), 16);
    var claims = verified(address);
    claims.put("at_hash", Base64.getUrlEncoder().withoutPadding().encodeToString(half));
    String token = token(claims);
    assertThat(grant(token, ",\"access_token\":\"an-access-token\"").status()).isEqualTo(200);
    assertRefused(grant(token, ",\"access_token\":\"another\""), 400, "invalid_credentials");
  }

  @Test
  void aTokenThatIsNotForUsOrPastOrChangedIsRefused() {
    var claims = verified(address);
    assertRefused(
        grant(PROVIDER.idToken(subject, "other-app", claims, 3600).serialize(), ""),
        400,
        "invalid_credentials");
    assertRefused(
        grant(PROVIDER.idToken(subject, OtherProvider.CLIENT, claims, -120).serialize(), ""),
        400,
        "invalid_credentials");
    String[] parts = token(claims).split("\\.", -1);
    String[] others = token(verified(Client.newAddress())).split("\\.", -1);
    assertRefused(
        grant(parts[0] + "." + others[1] + "." + parts[2], ""), 400, "invalid_credentials");
    try (var stranger = OtherProvider.started()) {
      String foreign = stranger.idToken(subject, OtherProvider.CLIENT, claims, 3600).serialize();
      assertRefused(grant(foreign, ""), 400, "invalid_credentials");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"provider\":\"mock\"}|400|validation_failed",
        "{\"id_token\":\"x\"}|400|validation_failed",
        "{\"provider\":\"mock\",\"id_token\":\"x\"}|400|invalid_credentials",
        "{\"provider\":\"mock\",\"id_token\":\"a.b.c\"}|400|invalid_credentials",
        "{\"provider\":\"google\",\"id_token\":\"x\"}|400|validation_failed",
        "{\"provider\":\"away\",\"id_token\":\"x\"}|503|unexpected_failure",
        "{\"provider\":\"mock\",\"id_token\":\"x\",\"link_identity\":\"yes\"}|400|bad_json",
        "{\"provider\":\"mock\",\"id_token\":\"x\",\"link_identity\":true}|401|no_authorization"
      })
  void badInputIsRefusedWithItsReason(String body, int status, String code) {
    assertRefused(client.post("/auth/v1/token?grant_type=id_token", body), status, code);
  }

  @Test
  void whoIsSignedInMayLinkItInstead() {
    var session = client.signUp(address, "lullaby");
    var mine = client.bearer(session.text("access_token"));
    String token = token(verified(Client.newAddress()));
    var linked = grant(mine, token, ",\"link_identity\":true");
    assertThat(linked.json().at("/user/id")).isEqualTo(session.json().at("/user/id"));
    assertThat(linked.json().at("/user/identities").size()).isEqualTo(2);
    assertThat(linked.json().at("/user/email").asString()).isEqualTo(address);
    assertRefused(grant(mine, token, ",\"link_identity\":true"), 422, "identity_already_exists");
  }

  @Test
  void whereLinkingIsDisabledItIsForAppsToo() {
    try (var other = RunningGateway.start(PROVIDER.settings("mock"))) {
      var reply = grant(other.client().published(), token(Map.of()), ",\"link_identity\":true");
      assertRefused(reply, 404, "manual_linking_disabled");
    }
  }

  private String token(Map<String, Object> claims) {
    return PROVIDER.idToken(subject, OtherProvider.CLIENT, claims, 3600).serialize();
  }

  private Reply grant(String idToken, String more) {
    return grant(client, idToken, more);
  }

  private static Reply grant(Client client, String idToken, String more) {
    return client.post(
        "/auth/v1/token?grant_type=id_token",
        """
        {"provider":"mock","id_token":"%s"%s}
        """
            .formatted(idToken, more));
  }

  private static void assertRefused(Reply reply, int status, String code) {
    assertThat(reply.text("code")).as(reply.body()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }
}
