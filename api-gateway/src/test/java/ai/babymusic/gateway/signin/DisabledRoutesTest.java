package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisabledRoutesTest {

  private final Client client = RunningGateway.shared().client().published();

  @ParameterizedTest
  @CsvSource({
    "POST, /passkeys/authentication/options, passkey_disabled",
    "PATCH, /passkeys/1, passkey_disabled",
    "POST, /sso, saml_provider_disabled",
    "GET, /sso/saml/metadata, saml_provider_disabled",
    "GET, /admin/sso/providers, saml_provider_disabled",
    "GET, /oauth/authorizations/1, feature_disabled",
    "GET, /user/oauth/grants, feature_disabled",
    "POST, /admin/oauth/clients, feature_disabled",
    "GET, /.well-known/oauth-authorization-server, feature_disabled",
    "GET, /admin/custom-providers, feature_disabled",
    "GET, /scim/v2/Users, feature_disabled"
  })
  void whatIsNotOfferedIsSaidToBeDisabled(String method, String path, String code) {
    for (String base : new String[] {"/auth/v1", "/api/auth"}) {
      var reply = client.send(method, base + path, BodyPublishers.noBody());
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text("code")).isEqualTo(code);
      assertThat(reply.header("x-sb-error-code")).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "totp, 422, mfa_totp_enroll_not_enabled, MFA enroll is disabled for TOTP",
    "phone, 422, mfa_phone_enroll_not_enabled, MFA enroll is disabled for Phone",
    "webauthn, 422, mfa_webauthn_enroll_not_enabled, MFA enroll is disabled for WebAuthn",
    "pigeon, 400, validation_failed, 'factor_type needs to be totp, phone, or webauthn'"
  })
  void nobodyEnrollsASecondFactor(String type, int status, String code, String message) {
    String body = "{\"factor_type\":\"%s\",\"friendly_name\":null}".formatted(type);
    assertThat(client.post("/auth/v1/factors", body).text("code")).isEqualTo("no_authorization");

    String token = client.signUp(Client.newAddress(), "lullaby").text("access_token");
    var reply = client.bearer(token).post("/auth/v1/factors", body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text("code")).isEqualTo(code);
    assertThat(reply.text("message")).isEqualTo(message);
    assertThat(client.bearer(token).post("/auth/v1/factors/1/verify", "{}").text("code"))
        .isEqualTo("mfa_factor_not_found");
  }

  @Test
  void aWalletOpensNothing() {
    var reply = client.post("/auth/v1/token?grant_type=web3", "{\"chain\":\"solana\"}");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("code")).isEqualTo("web3_provider_disabled");
  }
}
