package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sign-in with an account that somebody has elsewhere. */
class OtherProviderTest {

  private static final Map<String, ?> WITH_PROVIDER =
      Map.of("provider", OtherProvider.NAME, "options", Map.of("skipBrowserRedirect", true));

  private final PublishedClient client = PublishedClient.shared();
  private final OtherProvider provider = OtherProvider.of(RunningSystem.shared());
  private final Device device = client.device();

  @AfterEach
  void closeProvider() {
    provider.close();
  }

  @Test
  void whoComesFromThereGetsAnAccountAndASession() {
    String email = Somebody.newAddress();

    device.land(provider.letIn(start(device), email)).ok();

    JsonNode session = device.session();
    assertThat(session.get("provider_token").asString()).isNotEmpty();
    assertThat(session.at("/user/email").asString()).isEqualTo(email);
    assertThat(session.at("/user/app_metadata/provider").asString()).isEqualTo("mock");
    device.call("refreshSession").ok();
  }

  @Test
  void withPkceOnlyTheDeviceThatBeganItGoesOn() {
    Device phone = client.deviceWithPkce();
    String email = Somebody.newAddress();

    URI landing = provider.letIn(start(phone), email);

    assertThat(landing.getQuery()).startsWith("code=");
    phone.land(landing).ok();
    assertThat(phone.session().at("/user/email").asString()).isEqualTo(email);
  }

  @Test
  void whoHasAnAccountWithTheAddressComesIntoIt() {
    Somebody somebody = Somebody.withAccount(client);
    JsonNode account = device.signIn(somebody).ok().get("user");

    Device other = client.device();
    other.land(provider.letIn(start(other), somebody.email())).ok();

    assertThat(other.session().at("/user/id")).isEqualTo(account.get("id"));
    assertThat(identities(other)).hasSize(2);
  }

  @Test
  void anIdentityIsAddedAndTakenAwayAgain() {
    device.signIn(Somebody.withAccount(client)).ok();

    String address = device.call("linkIdentity", WITH_PROVIDER).ok().get("url").asString();
    device.land(provider.letIn(URI.create(address), Somebody.newAddress())).ok();
    JsonNode both = identities(device);
    assertThat(both).hasSize(2);

    device.call("unlinkIdentity", both.get(1)).ok();
    JsonNode left = identities(device);
    assertThat(left).hasSize(1);
    device
        .call("unlinkIdentity", left.get(0))
        .refused("AuthApiError", "single_identity_not_deletable");
  }

  @Test
  void anAppThatAskedTheProviderItselfTradesWhatItGot() {
    String email = Somebody.newAddress();

    var token = Map.of("provider", OtherProvider.NAME, "token", provider.idToken(email));
    device.call("signInWithIdToken", token).ok();

    assertThat(device.session().at("/user/email").asString()).isEqualTo(email);
  }

  private static URI start(Device device) {
    return URI.create(device.call("signInWithOAuth", WITH_PROVIDER).ok().get("url").asString());
  }

  private static JsonNode identities(Device device) {
    return device.call("getUserIdentities").ok().get("identities");
  }
}
