package ai.babymusic.systemtests.signin;

import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who can read the mails of an account gets it back, and whoever else had it is out. */
class ForgottenPasswordTest {

  private final PublishedClient client = PublishedClient.shared();
  private final Somebody somebody = Somebody.withAccount(client);
  private final Somebody withNewPassword = somebody.withPassword("remembered this time");

  @Test
  void aNewPasswordEndsAllOtherSessions() {
    Device kitchen = signedIn();
    Device nursery = signedIn();
    Device phone = client.device();

    phone.call("resetPasswordForEmail", somebody.email()).ok();
    phone.land(ConfirmPage.open(somebody.nextMail().link()).press()).ok();
    await().until(() -> phone.seen().events().contains("PASSWORD_RECOVERY"));
    changePassword(phone, withNewPassword).ok();

    kitchen.call("getUser").refused("AuthSessionMissingError");
    nursery.call("refreshSession").refused("AuthApiError", "refresh_token_not_found");
    phone.call("getUser").ok();
    client.device().signIn(somebody).refused("AuthApiError", "invalid_credentials");
    client.device().signIn(withNewPassword).ok();
  }

  @Test
  void onADeviceWithPkceTheLinkIsOfUseThereAlone() {
    Device phone = client.deviceWithPkce();

    phone.call("resetPasswordForEmail", somebody.email()).ok();
    var landing = ConfirmPage.open(somebody.nextMail().link()).press();
    client.deviceWithPkce().land(landing);
    phone.land(landing).ok();

    await().until(() -> phone.seen().events().contains("PASSWORD_RECOVERY"));
    changePassword(phone, withNewPassword).ok();
    client.device().signIn(withNewPassword).ok();
  }

  @Test
  void theSamePasswordAgainIsNoChange() {
    changePassword(signedIn(), somebody).refused("AuthApiError", "same_password");
  }

  @Test
  void aCodeByMailProvesWhoIsThere() {
    Device device = signedIn();
    device.call("reauthenticate").ok();

    device
        .call(
            "updateUser",
            Map.of("password", withNewPassword.password(), "nonce", somebody.nextMail().code()))
        .ok();

    client.device().signIn(withNewPassword).ok();
  }

  private Device signedIn() {
    Device device = client.device();
    device.signIn(somebody).ok();
    return device;
  }

  private static Answer changePassword(Device device, Somebody wished) {
    return device.call("updateUser", Map.of("password", wished.password()));
  }
}
