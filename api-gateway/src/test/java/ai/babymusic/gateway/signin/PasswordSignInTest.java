package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordSignInTest {

  private final Client client = RunningGateway.shared().client();
  private final String address = Client.newAddress();

  @Test
  void whoKnowsThePasswordGetsASessionOfTheirOwn() {
    var first = client.signUp(address, "lullaby");
    var second = client.signIn(address, "lullaby");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().at("/user/id")).isEqualTo(first.json().at("/user/id"));
    assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressAreTheSame() {
    client.signUp(address, "lullaby");
    var wrong = client.signIn(address, "wrong-one");
    var unknown = client.signIn(Client.newAddress(), "wrong-one");
    assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(400);
    assertThat(wrong.body()).isEqualTo(unknown.body());
    assertThat(wrong.body())
        .isEqualTo(
            "{\"code\":400,\"error_code\":\"invalid_credentials\","
                + "\"msg\":\"Invalid login credentials\"}");
  }

  @Test
  void aHashFromSupabaseSignsInAndIsReplaced() {
    client.signUp(address, "lullaby");
    String imported = String.valueOf(new BCryptPasswordEncoder(10).encode("from-before"));
    Admin.jdbc()
        .sql("update auth.users set encrypted_password = ? where email = ?")
        .params(imported, address)
        .update();
    assertThat(client.signIn(address, "from-before").status()).isEqualTo(200);
    assertThat(
            Admin.jdbc()
                .sql("select encrypted_password from auth.users where email = ?")
                .param(address)
                .query(String.class)
                .single())
        .startsWith("{bcrypt}");
    assertThat(client.signIn(address, "from-before").status()).isEqualTo(200);
  }

  @Test
  void whoIsBannedHearsItAfterTheRightPassword() {
    client.signUp(address, "lullaby");
    Admin.jdbc()
        .sql("update auth.users set banned_until = now() + interval '1 day' where email = ?")
        .param(address)
        .update();
    assertThat(client.signIn(address, "lullaby").text("error_code")).isEqualTo("user_banned");
    assertThat(client.signIn(address, "wrong-one").text("error_code"))
        .isEqualTo("invalid_credentials");
  }

  @Test
  void anUnknownGrantIsRefused() {
    assertThat(client.post("/auth/v1/token?grant_type=magic", "{}").text("msg"))
        .isEqualTo("unsupported_grant_type");
    assertThat(client.post("/auth/v1/token", "{}").status()).isEqualTo(400);
    assertThat(client.post("/auth/v1/token?grant_type=password", "{}").text("msg"))
        .isEqualTo("missing email or phone");
  }

  @Test
  void theSameRoutesAreAtOurOwnAddress() {
    client.signUp(address, "lullaby");
    var reply =
        client
            .bearer("sb_publishable_no_jwt")
            .post(
                "/api/auth/token?grant_type=password",
                "{\"email\":\"%s\",\"password\":\"lullaby\"}".formatted(address));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void onlyATrustedProxyMaySayWhereSomebodyComesFrom() {
    client.with("X-Forwarded-For", "192.0.2.7").signUp(address, "lullaby");
    assertThat(
            Admin.jdbc()
                .sql(
                    """
                    select host(s.ip) from auth.sessions s join auth.users u on u.id = s.user_id
                    where u.email = ?
                    """)
                .param(address)
                .query(String.class)
                .single())
        .isEqualTo("127.0.0.1");
  }
}
