package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From nobody to somebody, and what happens to whom that goes wrong. */
class SigningUpTest {

  private final PublishedClient client = PublishedClient.shared();
  private final Device device = client.device();
  private final Somebody somebody = Somebody.isNew();

  @Test
  void theButtonBehindTheMailedLinkConfirmsTheAccountAndSignsIn() {
    JsonNode signedUp = signUp(Map.of("data", Map.of("baby", "Mia")));
    assertThat(signedUp.get("session").isNull()).isTrue();
    assertThat(signedUp.at("/user/identities")).hasSize(1);
    device.signIn(somebody).refused("AuthApiError", "email_not_confirmed");

    URI link = somebody.nextMail().link();
    ConfirmPage.open(link); // as a scanner does, which is not to spend it
    URI landing = ConfirmPage.open(link).press();

    assertThat(device.land(landing).ok().get("address").asString()).doesNotContain("token");
    await().until(() -> device.seen().events().contains("SIGNED_IN")); // told a moment later
    JsonNode user = device.call("getUser").ok().get("user");
    assertThat(user).isEqualTo(device.session().get("user"));
    assertThat(user.get("email").asString()).isEqualTo(somebody.email());
    assertThat(user.at("/user_metadata/baby").asString()).isEqualTo("Mia");
    assertThat(user.has("email_confirmed_at")).isTrue();
  }

  @Test
  void aSpentLinkLeadsBackWithTheReason() {
    signUp(Map.of());
    URI link = somebody.nextMail().link();
    ConfirmPage.open(link).press();

    URI landing = ConfirmPage.open(link).press();

    String why = device.land(landing).refused("AuthImplicitGrantRedirectError").toString();
    assertThat(why).contains("Email link is invalid or has expired");
    assertThat(landing.getFragment()).contains("error_code=otp_expired");
  }

  @Test
  void theMailIsSentAgainToWhoAsksForIt() {
    signUp(Map.of());
    String first = somebody.nextMail().code();

    device.call("resend", Map.of("type", "signup", "email", somebody.email())).ok();

    String second = somebody.nextMail().code();
    assertThat(second).isNotEqualTo(first);
    device.call("verifyOtp", code("signup", second)).ok();
    assertThat(device.session().get("token_type").asString()).isEqualTo("bearer");
  }

  @Test
  void whoHasAnAccountIsToldByMailAndNobodyElseIs() {
    Somebody known = Somebody.withAccount(client);

    JsonNode answer = device.call("signUp", known.withPassword("another guess").credentials()).ok();

    assertThat(answer.at("/user/email").asString()).isEqualTo(known.email());
    assertThat(answer.get("session").isNull()).isTrue();
    assertThat(known.nextMail().subject()).isEqualTo("You already have an account");
    device.signIn(known).ok();
  }

  @Test
  void aWeakPasswordIsRefusedWithItsWeakness() {
    Answer answer = device.call("signUp", somebody.withPassword("short").credentials());

    assertThat(answer.refused("AuthWeakPasswordError", "weak_password")).contains("6 characters");
    assertThat(answer.error().get("reasons").toString()).isEqualTo("[\"length\"]");
  }

  @Test
  void aWrongPasswordSaysNoMoreThanAnUnknownAddress() {
    Somebody known = Somebody.withAccount(client);

    String wrong =
        device
            .signIn(known.withPassword("not the lullaby"))
            .refused("AuthApiError", "invalid_credentials");
    String unknown = device.signIn(somebody).refused("AuthApiError", "invalid_credentials");

    assertThat(wrong).isEqualTo(unknown).isEqualTo("Invalid login credentials");
    assertThat(device.session().isNull()).isTrue();
  }

  @Test
  void aGuestSignsInWithoutAnAddressAndKeepsTheAccountWithOne() {
    JsonNode guest = device.call("signInAnonymously").ok();
    assertThat(guest.at("/user/is_anonymous").asBoolean()).isTrue();

    device.call("updateUser", Map.of("email", somebody.email())).ok();
    device.call("verifyOtp", code("email_change", somebody.nextMail().code())).ok();

    JsonNode user = device.call("getUser").ok().get("user");
    assertThat(user.get("id")).isEqualTo(guest.at("/user/id"));
    assertThat(user.get("is_anonymous").asBoolean()).isFalse();
    assertThat(user.get("email").asString()).isEqualTo(somebody.email());
  }

  private JsonNode signUp(Map<String, ?> options) {
    return device
        .call(
            "signUp",
            Map.of("email", somebody.email(), "password", somebody.password(), "options", options))
        .ok();
  }

  private Map<String, String> code(String type, String code) {
    return Map.of("type", type, "email", somebody.email(), "token", code);
  }
}
