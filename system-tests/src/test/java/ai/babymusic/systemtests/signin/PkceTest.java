package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A link that was read by somebody else is of no use without the device that asked for it. */
class PkceTest {

  private final PublishedClient client = PublishedClient.shared();
  private final Device device = client.deviceWithPkce();
  private final Somebody somebody = Somebody.isNew();

  @Test
  void aCodeInTheAddressIsTradedForASession() {
    device.call("signUp", somebody.credentials()).ok();
    URI landing = ConfirmPage.open(somebody.nextMail().link()).press();
    assertThat(landing.getFragment()).isNull();
    assertThat(landing.getQuery()).startsWith("code=");

    String cleared = device.land(landing).ok().get("address").asString();

    assertThat(cleared).doesNotContain("code");
    assertThat(device.session().at("/user/email").asString()).isEqualTo(somebody.email());
    assertThat(device.seen().requests()).contains("POST /auth/v1/token?grant_type=pkce 200");
  }

  @Test
  void aDeviceThatDidNotAskCannotTradeIt() {
    String code = codeByMagicLink();
    Device stranger = client.deviceWithPkce();

    exchange(stranger, code).refused("AuthPKCECodeVerifierMissingError");
    stranger.call("signInWithOtp", Map.of("email", Somebody.newAddress())).ok();
    exchange(stranger, code).refused("AuthApiError", "bad_code_verifier");

    exchange(device, code).ok();
  }

  @Test
  void itIsTradedOnce() {
    String code = codeByMagicLink();
    Device copy = client.copyOf(device);

    exchange(device, code).ok();

    exchange(copy, code).refused("AuthApiError", "flow_state_not_found");
    device.call("getUser").ok();
  }

  private String codeByMagicLink() {
    device.call("signInWithOtp", Map.of("email", somebody.email())).ok();
    URI landing = ConfirmPage.open(somebody.nextMail().link()).press();
    return landing.getQuery().replace("code=", "");
  }

  private static Answer exchange(Device device, String code) {
    return device.call("exchangeCodeForSession", code);
  }
}
