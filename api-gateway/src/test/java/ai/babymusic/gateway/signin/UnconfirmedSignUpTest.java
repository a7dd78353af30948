package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UnconfirmedSignUpTest {

  private static final RunningGateway GATEWAY =
      RunningGateway.start(Map.of("AUTH_AUTO_CONFIRM", "false"));

  private final Client client = GATEWAY.client().published();

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void aNewParentGetsABareUserAndAMailIsWished() {
    String address = Client.newAddress();
    var reply =
        client.post(
            "/auth/v1/signup?redirect_to=https://evil.example",
            """
            {"email":"%s","password":"a-secret-lullaby","code_challenge_method":"s256",
             "code_challenge":"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}
            """
                .formatted(address));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().has("access_token")).isFalse();
    assertThat(reply.json().has("confirmation_sent_at")).isTrue();
    assertThat(reply.json().has("confirmed_at")).isFalse();
    assertThat(reply.json().get("identities").size()).isEqualTo(1);
    var wish =
        Admin.jdbc()
            .sql(
                """
                select payload::text from outbox
                where topic = 'auth.mail.v1' and payload ->> 'recipient' = ?
                """)
            .param(address)
            .query(String.class)
            .single();
    assertThat(wish)
        .contains("\"redirect_to\": \"http://localhost:5173\"", "E9Melhoa2OwvFrEMTJguCHaoeK1t8")
        .doesNotContain("a-secret-lullaby");
  }

  @Test
  void aTakenAddressLooksLikeAFreeOne() {
    String address = Client.newAddress();
    var first = client.signUp(address, "lullaby");
    Admin.jdbc()
        .sql("update auth.users set email_confirmed_at = now() where email = ?")
        .param(address)
        .update();
    var again = client.signUp(address, "another");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().propertyNames())
        .containsExactlyElementsOf(first.json().propertyNames());
    assertThat(again.text("id")).isNotEqualTo(first.text("id"));
    assertThat(again.text("role")).isEqualTo(first.text("role"));
    assertThat(again.json().get("identities").get(0).propertyNames())
        .containsExactlyElementsOf(first.json().get("identities").get(0).propertyNames());
    assertThat(again.text("created_at")).hasSameSizeAs(first.text("created_at"));
    assertThat(client.signIn(address, "another").text("code")).isEqualTo("invalid_credentials");
  }

  @Test
  void untilItIsConfirmedTheLastPasswordCounts() {
    String address = Client.newAddress();
    client.signUp(address, "forgotten");
    client.signUp(address, "remembered");
    assertThat(client.signIn(address, "remembered").text("code")).isEqualTo("email_not_confirmed");
    assertThat(client.signIn(address, "forgotten").text("code")).isEqualTo("invalid_credentials");
  }

  @Test
  void onlyTheRightPasswordHearsThatTheAddressIsNotConfirmed() {
    String address = Client.newAddress();
    client.signUp(address, "lullaby");
    assertThat(client.signIn(address, "wrong-one").text("code")).isEqualTo("invalid_credentials");
    assertThat(client.signIn(address, "lullaby").text("code")).isEqualTo("email_not_confirmed");
  }
}
