package ai.babymusic.gateway.signin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Mailbox;
import ai.babymusic.gateway.running.OutboxRelay;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MailedLinksTest {

  private static final Mailbox MAILBOX = Mailbox.shared();
  private static final OutboxRelay RELAY = OutboxRelay.start("auth.mail.v1");
  private static final RunningGateway GATEWAY =
      RunningGateway.start(
          Map.of(
              "AUTH_AUTO_CONFIRM", "false",
              "AUTH_SITE_URL", "https://app.example",
              "AUTH_REDIRECT_URLS", "https://app.example/**,myapp://open"));

  private final Client client = GATEWAY.client().published();
  private final String address = Client.newAddress();

  @AfterAll
  static void stop() {
    GATEWAY.close();
    RELAY.close();
  }

  @Test
  void aSignUpIsConfirmedByPressingTheButtonOfThePageThatTheMailLeadsTo() {
    client.signUp(address, "lullaby-1");
    var mail = MAILBOX.await(address);
    assertThat(mail.subject()).isEqualTo("Confirm your address");

    var page = client.get(mail.link());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("cache-control")).contains("no-store");
    assertThat(page.body()).contains("method=\"post\"", "Confirm");

    var pressed = press(mail.query());
    assertThat(pressed.status()).isEqualTo(303);
    assertThat(pressed.header("location"))
        .startsWith("https://app.example#access_token=")
        .contains("&refresh_token=", "&expires_in=3600", "&token_type=bearer", "&type=signup")
        .contains("&sb=");
    assertThat(client.signIn(address, "lullaby-1").status()).isEqualTo(200);
    var identity = user(pressed).json().get("identities").get(0);
    assertThat(identity.get("identity_data").get("email_verified").asBoolean()).isTrue();
  }

  @Test
  void programsThatOpenLinksSpendNothing() {
    client.signUp(address, "lullaby-1");
    var mail = MAILBOX.await(address);
    for (int i = 0; i < 3; i++) {
      assertThat(client.get(mail.link()).status()).isEqualTo(200);
      client.send("HEAD", "/auth/v1/verify?" + mail.query(), BodyPublishers.noBody());
      client.send("HEAD", mail.link(), BodyPublishers.noBody());
    }
    assertThat(press(mail.query()).header("location")).contains("access_token=");
  }

  @Test
  void theContractsOwnLinkSpendsAtOnceAndOnlyOnce() {
    client.signUp(address, "lullaby-1");
    String link = "/auth/v1/verify?" + MAILBOX.await(address).query();
    assertThat(client.get(link).header("location")).contains("#access_token=");
    var again = client.get(link);
    assertThat(again.status()).isEqualTo(303);
    assertThat(again.header("location"))
        .startsWith("https://app.example#error=access_denied&error_code=otp_expired")
        .contains("error_description=Email+link+is+invalid+or+has+expired", "&sb=");
  }

  @Test
  void aLinkOfAnotherTypeIsRefusedAndStaysGood() {
    client.signUp(address, "lullaby-1");
    String query = MAILBOX.await(address).query();
    assertThat(press(query.replace("type=signup", "type=recovery")).header("location"))
        .contains("error_code=otp_expired");
    assertThat(press(query).header("location")).contains("access_token=");
  }

  @Test
  void aLinkLeadsNowhereThatWasNotConfigured() {
    client.post(
        "/auth/v1/otp?redirect_to=https://evil.example",
        """
        {"email":"%s"}
        """
            .formatted(address));
    String query = MAILBOX.await(address).query();
    assertThat(query).doesNotContain("evil");
    String tampered = query.replaceAll("redirect_to=[^&]*", "redirect_to=https://evil.example");
    assertThat(press(tampered).header("location")).startsWith("https://app.example#access_token");
  }

  @Test
  void theCodeIsAsGoodAsTheLinkAndEndsIt() {
    client.signUp(address, "lullaby-1");
    var mail = MAILBOX.await(address);
    var session = verify("signup", mail.code());
    assertThat(session.text("access_token")).isNotEmpty();
    assertThat(session.json().get("user").get("email").asString()).isEqualTo(address);
    assertThat(press(mail.query()).header("location")).contains("error_code=otp_expired");
  }

  @Test
  void aCodeMayBeTriedFiveTimes() {
    client.signUp(address, "lullaby-1");
    String code = MAILBOX.await(address).code();
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      var refused = verify("signup", wrong);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("code")).isEqualTo("otp_expired");
      assertThat(refused.text("message")).isEqualTo("Token has expired or is invalid");
    }
    assertThat(verify("signup", code).status()).isEqualTo(403);
  }

  @Test
  void aTokenHashComesAloneOrNotAtAll() {
    client.signUp(address, "lullaby-1");
    String token = MAILBOX.await(address).query().replaceAll(".*token=([^&]+).*", "$1");
    var tooMuch =
        client.post(
            "/auth/v1/verify",
            """
            {"type":"email","token_hash":"%s","email":"%s"}
            """
                .formatted(token, address));
    assertThat(tooMuch.status()).isEqualTo(400);
    assertThat(tooMuch.text("code")).isEqualTo("validation_failed");
    var alone =
        client.post(
            "/auth/v1/verify",
            """
            {"type":"email","token_hash":"%s"}
            """
                .formatted(token));
    assertThat(alone.text("access_token")).isNotEmpty();
  }

  @Test
  void whoFollowsAPkceLinkGetsACodeThatOnlyTheBeginnerCanTrade() {
    String verifier = "a".repeat(20) + "B".repeat(40);
    client.post(
        "/auth/v1/recover",
        """
        {"email":"%s","code_challenge":"%s","code_challenge_method":"s256"}
        """
            .formatted(confirmed(), challenge(verifier)));
    var mail = MAILBOX.await(address, 2);
    assertThat(mail.query()).contains("token=pkce_");
    String location = press(mail.query()).header("location");
    assertThat(location).startsWith("https://app.example?code=").doesNotContain("access_token");
    String code = location.split("code=", 2)[1];
    assertThat(trade(code, "c".repeat(50)).text("code")).isEqualTo("bad_code_verifier");
    var session = trade(code, verifier);
    assertThat(session.text("access_token")).isNotEmpty();
    assertThat(trade(code, verifier).status()).isEqualTo(404);
    assertThat(press(mail.query()).header("location"))
        .contains("?error=access_denied&error_code=otp_expired");
  }

  @Test
  void whoSendsTheCodeOrTheTokenOfAPkceMailThemselvesIsSignedIn() {
    String body =
        """
        {"email":"%s","code_challenge":"%s","code_challenge_method":"plain"}
        """
            .formatted(confirmed(), "v".repeat(50));
    client.post("/auth/v1/otp", body);
    var byCode = verify("email", MAILBOX.await(address, 2).code());
    assertThat(byCode.text("access_token")).as(byCode.body()).isNotEmpty();
    client.post("/auth/v1/otp", body);
    String token = MAILBOX.await(address, 3).query().replaceAll(".*token=([^&]+).*", "$1");
    var session =
        client.post(
            "/auth/v1/verify",
            """
            {"type":"magiclink","token_hash":"%s"}
            """
                .formatted(token));
    assertThat(session.text("access_token")).isNotEmpty();
  }

  @Test
  void aTargetThatCannotBeBuiltIsRefusedBeforeItCostsTheLink() {
    client.signUp(address, "lullaby-1");
    String query =
        MAILBOX
            .await(address)
            .query()
            .replaceAll("redirect_to=[^&]*", "redirect_to=https://app.example/?x%5B%5D=1%20");
    assertThat(press(query + "%5B").header("location"))
        .startsWith("https://app.example#access_token=");
  }

  @Test
  void theButtonWorksThoughOnlyTheSiteMayCallTheApi() {
    try (var strict =
        RunningGateway.start(
            Map.of("CORS_ORIGINS", "https://app.example", "AUTH_AUTO_CONFIRM", "false"))) {
      // So browsers send a form of a page that asks for no referrer.
      var pressed =
          strict
              .client()
              .with("Content-Type", "application/x-www-form-urlencoded")
              .with("Origin", "null")
              .post("/auth/v1/confirm", "token=x&type=signup");
      assertThat(pressed.status()).isEqualTo(303);
    }
  }

  @Test
  void aRecoveryLetsANewPasswordBeSetAndEndsTheOtherSessions() {
    String email = confirmed();
    var elsewhere = client.signIn(email, "lullaby-1");
    client.post(
        "/auth/v1/recover",
        """
        {"email":"%s"}
        """
            .formatted(email));
    var landed = press(MAILBOX.await(email, 2).query());
    assertThat(landed.header("location")).contains("type=recovery");
    var changed =
        client
            .bearer(accessToken(landed))
            .put(
                "/auth/v1/user",
                """
                {"password":"lullaby-2"}
                """);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(client.signIn(email, "lullaby-2").status()).isEqualTo(200);
    assertThat(client.signIn(email, "lullaby-1").status()).isEqualTo(400);
    assertThat(client.refresh(elsewhere.text("refresh_token")).text("code"))
        .isEqualTo("refresh_token_not_found");
    assertThat(client.bearer(accessToken(landed)).get("/auth/v1/user").status()).isEqualTo(200);
  }

  @Test
  void aMagicLinkTakesAwayAPasswordThatNobodyProvedToOwnTheAddressOf() {
    client.signUp(address, "set-by-a-stranger");
    MAILBOX.await(address);
    client.post(
        "/auth/v1/otp",
        """
        {"email":"%s"}
        """
            .formatted(address));
    assertThat(press(MAILBOX.await(address, 2).query()).header("location"))
        .contains("access_token");
    assertThat(client.signIn(address, "set-by-a-stranger").text("code"))
        .isEqualTo("invalid_credentials");
  }

  @Test
  void aMalformedVerificationSaysWhatIsWrong() {
    assertThat(verify("nonsense", "123456").text("message"))
        .isEqualTo("Invalid email verification type");
    assertThat(client.post("/auth/v1/verify", "{}").text("code")).isEqualTo("validation_failed");
    assertThat(verify("sms", "123456").text("code")).isEqualTo("phone_provider_disabled");
  }

  private String confirmed() {
    client.signUp(address, "lullaby-1");
    press(MAILBOX.await(address).query());
    return address;
  }

  private Reply press(String query) {
    return client
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post("/auth/v1/confirm", query);
  }

  private Reply verify(String type, String code) {
    return client.post(
        "/auth/v1/verify",
        """
        {"type":"%s","email":"%s","token":"%s","gotrue_meta_security":{}}
        """
            .formatted(type, address, code));
  }

  private Reply trade(String code, String verifier) {
    return client.post(
        "/auth/v1/token?grant_type=pkce",
        """
        {"auth_code":"%s","code_verifier":"%s"}
        """
            .formatted(code, verifier));
  }

  private Reply user(Reply landed) {
    return client.bearer(accessToken(landed)).get("/auth/v1/user");
  }

  private static String accessToken(Reply landed) {
    return landed.header("location").replaceAll(".*access_token=([^&]+).*", "$1");
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
