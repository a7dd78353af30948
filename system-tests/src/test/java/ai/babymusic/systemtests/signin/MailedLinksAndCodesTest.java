package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import ai.babymusic.systemtests.running.Mail;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sign-in by what only the owner of an address can read. */
class MailedLinksAndCodesTest {

  private final PublishedClient client = PublishedClient.shared();
  private final Device device = client.device();

  @Test
  void aLinkSignsInAndIsGoodOnce() {
    Somebody somebody = Somebody.withAccount(client);
    device.call("signInWithOtp", Map.of("email", somebody.email())).ok();
    Mail mail = somebody.nextMail();

    device.land(ConfirmPage.open(mail.link()).press()).ok();

    assertThat(device.session().at("/user/email").asString()).isEqualTo(somebody.email());
    client
        .device()
        .call("verifyOtp", Map.of("type", "magiclink", "token_hash", mail.linkToken()))
        .refused("AuthApiError", "otp_expired");
  }

  @Test
  void aCodeSignsInAndIsGoodOnce() {
    Somebody somebody = Somebody.withAccount(client);
    device.call("signInWithOtp", Map.of("email", somebody.email())).ok();
    String code = somebody.nextMail().code();
    String wrong = code.replaceAll(".$", code.endsWith("1") ? "2" : "1");

    verify(somebody, wrong).refused("AuthApiError", "otp_expired");
    JsonNode verified = verify(somebody, code).ok();

    assertThat(verified.get("session")).isEqualTo(device.session());
    verify(somebody, code).refused("AuthApiError", "otp_expired");
  }

  @Test
  void whoHasNoAccountYetGetsOne() {
    Somebody somebody = Somebody.isNew();
    device.call("signInWithOtp", Map.of("email", somebody.email())).ok();

    verify(somebody, somebody.nextMail().code()).ok();

    JsonNode user = device.call("getUser").ok().get("user");
    assertThat(user.get("email").asString()).isEqualTo(somebody.email());
    assertThat(user.has("email_confirmed_at")).isTrue();
  }

  @Test
  void anAddressChangesWhenTheOldAndTheNewOneAgree() {
    Somebody somebody = Somebody.withAccount(client);
    Somebody renamed = new Somebody(Somebody.newAddress(), somebody.password());
    device.signIn(somebody).ok();

    JsonNode asked = device.call("updateUser", Map.of("email", renamed.email())).ok().get("user");
    assertThat(asked.get("new_email").asString()).isEqualTo(renamed.email());
    URI half = ConfirmPage.open(somebody.nextMail().link()).press();
    assertThat(half.getFragment()).contains("message=");
    assertThat(address()).isEqualTo(somebody.email());

    device.land(ConfirmPage.open(renamed.nextMail().link()).press()).ok();

    assertThat(address()).isEqualTo(renamed.email());
    client.device().signIn(renamed).ok();
    client.device().signIn(somebody).refused("AuthApiError", "invalid_credentials");
  }

  private String address() {
    return device.call("getUser").ok().at("/user/email").asString();
  }

  private Answer verify(Somebody somebody, String code) {
    return device.call(
        "verifyOtp", Map.of("type", "email", "email", somebody.email(), "token", code));
  }
}
