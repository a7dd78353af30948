package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import org.junit.jupiter.api.Test;

class UserTest {

  private final Client client = RunningGateway.shared().client().published();
  private final String address = Client.newAddress();
  private final Reply session = client.signUp(address, "lullaby");
  private final Client signedIn = client.bearer(session.text("access_token"));

  @Test
  void theUserIsTheOneOfTheSession() {
    assertThat(signedIn.get("/auth/v1/user").json()).isEqualTo(session.json().get("user"));
    assertThat(signedIn.get("/api/auth/user").json()).isEqualTo(session.json().get("user"));
  }

  @Test
  void dataIsMergedAndNullTakesAway() {
    signedIn.put("/auth/v1/user", "{\"data\":{\"a\":1,\"b\":{\"c\":true}}}");
    var changed = signedIn.put("/auth/v1/user", "{\"data\":{\"a\":null,\"d\":\"x\"}}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().get("user_metadata").toString())
        .isEqualTo("{\"b\":{\"c\":true},\"d\":\"x\"}");
    assertThat(signedIn.get("/auth/v1/user").json().get("user_metadata"))
        .isEqualTo(changed.json().get("user_metadata"));
  }

  @Test
  void aNewPasswordEndsAllOtherSessions() {
    var other = client.signIn(address, "lullaby");
    assertThat(signedIn.put("/auth/v1/user", "{\"password\":\"lullaby\"}").text("code"))
        .isEqualTo("same_password");
    assertThat(signedIn.put("/auth/v1/user", "{\"password\":\"12345\"}").text("code"))
        .isEqualTo("weak_password");
    assertThat(signedIn.put("/auth/v1/user", "{\"password\":\"new-lullaby\"}").status())
        .isEqualTo(200);
    assertThat(client.refresh(other.text("refresh_token")).status()).isEqualTo(400);
    assertThat(client.refresh(session.text("refresh_token")).status()).isEqualTo(200);
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(400);
    assertThat(client.signIn(address, "new-lullaby").status()).isEqualTo(200);
  }

  @Test
  void whoIsNotSignedInIsToldSo() {
    var none = client.get("/auth/v1/user");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.text("code")).isEqualTo("no_authorization");
    var key = client.bearer("sb_publishable_no_jwt").get("/auth/v1/user");
    assertThat(key.status()).isEqualTo(403);
    assertThat(key.text("code")).isEqualTo("bad_jwt");
    assertThat(key.text("message")).startsWith("invalid JWT: unable to parse or verify signature");
  }

  @Test
  void signingOutEndsWhatItsScopeSays() {
    var second = client.signIn(address, "lullaby");
    var third = client.signIn(address, "lullaby");
    assertThat(signedIn.post("/auth/v1/logout?scope=all", "").text("code"))
        .isEqualTo("validation_failed");
    var local = client.bearer(second.text("access_token")).post("/auth/v1/logout?scope=local", "");
    assertThat(local.status()).isEqualTo(204);
    assertThat(local.body()).isEmpty();
    assertThat(isOpen(session) && !isOpen(second) && isOpen(third)).isTrue();
    signedIn.post("/auth/v1/logout?scope=others", "");
    assertThat(isOpen(session) && !isOpen(third)).isTrue();
    var fourth = client.signIn(address, "lullaby");
    signedIn.post("/auth/v1/logout", "");
    assertThat(isOpen(session) || isOpen(fourth)).isFalse();
    assertThat(signedIn.post("/auth/v1/logout", "").text("code")).isEqualTo("session_not_found");
  }

  private boolean isOpen(Reply session) {
    return client.bearer(session.text("access_token")).get("/auth/v1/user").status() == 200;
  }
}
