package ai.babymusic.gateway.signin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Mailbox;
import ai.babymusic.gateway.running.OutboxRelay;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailChangeTest {

  private static final Mailbox MAILBOX = Mailbox.shared();
  private static final OutboxRelay RELAY = OutboxRelay.start("auth.mail.v1");
  private static final RunningGateway GATEWAY =
      RunningGateway.start(
          Map.of(
              "AUTH_AUTO_CONFIRM", "false",
              "AUTH_SECURE_PASSWORD_CHANGE", "true"));

  private final Client client = GATEWAY.client().published();
  private final String old = Client.newAddress();
  private final String wanted = Client.newAddress();
  private Client mine = client;

  @AfterAll
  static void stop() {
    GATEWAY.close();
    RELAY.close();
  }

  @BeforeEach
  void signIn() {
    client.signUp(old, "lullaby-1");
    var landed = press(MAILBOX.await(old));
    mine = client.bearer(landed.header("location").replaceAll(".*access_token=([^&]+).*", "$1"));
  }

  @Test
  void bothAddressesHaveToAgreeTheOldOneFirst() {
    var asked = change(wanted);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.text("new_email")).isEqualTo(wanted);
    assertThat(asked.text("email")).isEqualTo(old);
    assertThat(press(MAILBOX.await(old, 2)).header("location"))
        .contains("#message=Confirmation+link+accepted");
    assertThat(mine.get("/auth/v1/user").text("email")).isEqualTo(old);
    assertThat(press(MAILBOX.await(wanted)).header("location"))
        .contains("access_token=", "type=email_change");
    assertChanged();
  }

  @Test
  void bothAddressesHaveToAgreeTheNewOneFirst() {
    change(wanted);
    String code = MAILBOX.await(wanted).code();
    var half = verify(wanted, code);
    assertThat(half.status()).isEqualTo(200);
    assertThat(half.text("code")).isEqualTo("200");
    assertThat(half.text("msg")).startsWith("Confirmation link accepted");
    assertThat(verify(old, MAILBOX.await(old, 2).code()).text("access_token")).isNotEmpty();
    assertChanged();
  }

  @Test
  void aTakenAddressIsNotToldToWhoWantsIt() {
    client.signUp(wanted, "lullaby-2");
    press(MAILBOX.await(wanted));
    var asked = change(wanted);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(MAILBOX.await(wanted, 2).subject()).isEqualTo("You already have an account");
    press(MAILBOX.await(old, 2));
    assertThat(mine.get("/auth/v1/user").text("email")).isEqualTo(old);
  }

  @Test
  void whoeverConfirmsASharedWishLastHearsThatTheAddressIsTaken() {
    change(wanted);
    var toOld = MAILBOX.await(old, 2);
    var toNew = MAILBOX.await(wanted);
    client.signUp(wanted, "lullaby-2");
    press(MAILBOX.await(wanted, 2));
    press(toOld);
    assertThat(press(toNew).header("location")).contains("error_code=email_exists");
    assertThat(mine.get("/auth/v1/user").text("email")).isEqualTo(old);
  }

  @Test
  void anotherWishTakesThePlaceOfTheFirst() {
    change(wanted);
    var first = MAILBOX.await(wanted);
    String second = Client.newAddress();
    change(second);
    MAILBOX.await(second);
    assertThat(press(first).header("location")).contains("error_code=otp_expired");
  }

  @Test
  void theOldAddressIsToldTheNewOneAndItsConsentIsForThatAlone() {
    change(wanted);
    var consent = MAILBOX.await(old, 2);
    assertThat(consent.text()).contains(wanted);
    assertThat(consent.html()).contains(wanted);
    change(Client.newAddress());
    assertThat(press(consent).header("location")).contains("error_code=otp_expired");
  }

  @Test
  void whatWasMailedToTheOldAddressEndsWithIt() {
    client.post(
        "/auth/v1/recover",
        """
        {"email":"%s"}
        """
            .formatted(old));
    var recovery = MAILBOX.await(old, 2);
    change(wanted);
    press(MAILBOX.await(old, 3));
    press(MAILBOX.await(wanted));
    assertChanged();
    assertThat(press(recovery).header("location")).contains("error_code=otp_expired");
  }

  @Test
  void theMailsOfAChangeAreSentAgain() {
    change(wanted);
    MAILBOX.await(wanted);
    var again =
        client.post(
            "/auth/v1/resend",
            """
            {"type":"email_change","email":"%s"}
            """
                .formatted(old));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo("{}");
    press(MAILBOX.await(wanted, 2));
    press(MAILBOX.await(old, 3));
    assertChanged();
  }

  @Test
  void anOldSessionNeedsACodeForANewPassword() {
    Admin.jdbc()
        .sql(
            """
            update auth.sessions set created_at = now() - interval '25 hours'
            where user_id = (select id from auth.users where email = ?)
            """)
        .param(old)
        .update();
    assertThat(password("lullaby-2", "").text("code")).isEqualTo("reauthentication_needed");
    assertThat(mine.get("/auth/v1/reauthenticate").body()).isEqualTo("{}");
    String code = MAILBOX.await(old, 2).code();
    assertThat(password("lullaby-2", code.equals("000000") ? "000001" : "000000").text("code"))
        .isEqualTo("reauthentication_not_valid");
    assertThat(password("lullaby-2", code).status()).isEqualTo(200);
    assertThat(client.signIn(old, "lullaby-2").status()).isEqualTo(200);
    assertThat(password("lullaby-3", code).text("code")).isEqualTo("reauthentication_not_valid");
  }

  private void assertChanged() {
    var user = mine.get("/auth/v1/user");
    assertThat(user.text("email")).isEqualTo(wanted);
    assertThat(user.json().has("new_email")).isFalse();
    assertThat(user.json().get("identities").get(0).get("email").asString()).isEqualTo(wanted);
    assertThat(client.signIn(wanted, "lullaby-1").status()).isEqualTo(200);
    assertThat(client.signIn(old, "lullaby-1").status()).isEqualTo(400);
  }

  private Reply change(String email) {
    return mine.put(
        "/auth/v1/user",
        """
        {"email":"%s"}
        """
            .formatted(email));
  }

  private Reply password(String password, String nonce) {
    return mine.put(
        "/auth/v1/user",
        """
        {"password":"%s","nonce":"%s"}
        """
            .formatted(password, nonce));
  }

  private Reply verify(String email, String code) {
    return client.post(
        "/auth/v1/verify",
        """
        {"type":"email_change","email":"%s","token":"%s"}
        """
            .formatted(email, code));
  }

  private Reply press(Mailbox.Mail mail) {
    return client
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post("/auth/v1/confirm", mail.query());
  }
}
