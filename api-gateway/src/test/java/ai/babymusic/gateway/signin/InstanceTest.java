package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import org.junit.jupiter.api.Test;

class InstanceTest {

  private final Client client = RunningGateway.shared().client();

  @Test
  void thePublicKeysAreForAllToKeepAWhile() {
    var reply = client.bearer("sb_publishable_no_jwt").get("/auth/v1/.well-known/jwks.json");
    assertThat(reply.header("cache-control")).isEqualTo("max-age=600, public");
    var key = reply.json().at("/keys/0");
    assertThat(key.get("kid").asString()).isEqualTo(RunningGateway.signingKey().getKeyID());
    assertThat(key.has("d")).isFalse();
  }

  @Test
  void theSettingsSayHowOneMaySignIn() {
    var settings = client.get("/api/auth/settings").json();
    assertThat(settings.at("/external/email").asBoolean()).isTrue();
    assertThat(settings.at("/external/anonymous_users").asBoolean()).isTrue();
    assertThat(settings.get("mailer_autoconfirm").asBoolean()).isTrue();
    assertThat(settings.get("disable_signup").asBoolean()).isFalse();
    assertThat(settings.propertyNames())
        .containsExactlyInAnyOrder(
            "external",
            "disable_signup",
            "mailer_autoconfirm",
            "phone_autoconfirm",
            "sms_provider",
            "saml_enabled",
            "saml_private_key_next_configured",
            "passkeys_enabled");
    assertThat(settings.at("/external/google").isBoolean()).isTrue();
    assertThat(settings.at("/external/linkedin_oidc").isBoolean()).isTrue();
  }

  @Test
  void healthAndUnknownRoutesAnswerInTheContractsFormat() {
    assertThat(client.get("/auth/v1/health").status()).isEqualTo(200);
    var unknown = client.get("/auth/v1/nothing/here");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("error_code")).isEqualTo("not_found");
  }

  @Test
  void anErrorIsInTheFormatOfTheVersionAskedFor() {
    var old = client.get("/auth/v1/user");
    assertThat(old.json().propertyNames()).containsExactly("code", "error_code", "msg");
    assertThat(old.json().get("code").asInt()).isEqualTo(401);
    assertThat(old.headers().firstValue("x-supabase-api-version")).isEmpty();
    var named = client.published().get("/auth/v1/user");
    assertThat(named.json().propertyNames()).containsExactly("code", "message");
    assertThat(named.header("x-supabase-api-version")).isEqualTo("2024-01-01");
    var nonsense = client.with("X-Supabase-Api-Version", "soon").get("/auth/v1/user");
    assertThat(nonsense.body()).isEqualTo(old.body());
  }
}
