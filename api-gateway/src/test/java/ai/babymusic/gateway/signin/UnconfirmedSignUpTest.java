package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
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
    String odd = "{\"zzz\":1e2,\"a\":1.50}";
    var taken = signUp(address, odd);
    String free = Client.newAddress();
    assertThat(taken.status()).isEqualTo(200);
    assertThat(masked(taken, address)).isEqualTo(masked(signUp(free, odd), free));
    assertThat(taken.text("id")).isNotEqualTo(first.text("id"));
    assertThat(client.signIn(address, "another").text("code")).isEqualTo("invalid_credentials");
  }

  private Reply signUp(String address, String data) {
    return client.post(
        "/auth/v1/signup",
        """
        {"email":"%s","password":"another","data":%s}
        """
            .formatted(address, data));
  }

  /** Byte for byte, but for what is different for everybody. */
  private static String masked(Reply reply, String address) {
    return reply
        .body()
        .replace(address, "ADDRESS")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
  }

  @Test
  void theSamePasswordAgainStaysAndAnotherOneLeavesNone() {
    String address = Client.newAddress();
    client.signUp(address, "my-own");
    client.signUp(address, "my-own");
    assertThat(client.signIn(address, "my-own").text("code")).isEqualTo("email_not_confirmed");
    client.signUp(address, "a-strangers");
    assertThat(client.signIn(address, "a-strangers").text("code")).isEqualTo("invalid_credentials");
    assertThat(client.signIn(address, "my-own").text("code")).isEqualTo("invalid_credentials");
  }

  @Test
  void onlyTheRightPasswordHearsThatTheAddressIsNotConfirmed() {
    String address = Client.newAddress();
    client.signUp(address, "lullaby");
    assertThat(client.signIn(address, "wrong-one").text("code")).isEqualTo("invalid_credentials");
    assertThat(client.signIn(address, "lullaby").text("code")).isEqualTo("email_not_confirmed");
  }
}
