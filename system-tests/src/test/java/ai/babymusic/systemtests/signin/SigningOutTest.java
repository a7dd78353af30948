package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three devices, and who of them is out afterwards. */
class SigningOutTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final PublishedClient client = PublishedClient.shared();
  private final Device phone = client.device();
  private final Device kitchen = client.device();
  private final Device nursery = client.device();

  @BeforeEach
  void allSignIn() {
    Somebody somebody = Somebody.withAccount(client);
    phone.signIn(somebody).ok();
    kitchen.signIn(somebody).ok();
    nursery.signIn(somebody).ok();
  }

  @Test
  void locallyOnlyThisDevice() {
    String token = accessToken(phone);

    signOut(phone, "local");

    assertIsOut(phone, token);
    assertIsIn(kitchen);
    assertIsIn(nursery);
  }

  @Test
  void othersAreAllButThisDevice() {
    String token = accessToken(kitchen);
    String another = accessToken(nursery);

    signOut(phone, "others");

    assertIsIn(phone);
    assertIsOut(kitchen, token);
    assertIsOut(nursery, another);
  }

  @Test
  void globallyAllDevices() {
    String token = accessToken(phone);
    String another = accessToken(nursery);

    signOut(phone, "global");

    assertIsOut(phone, token);
    assertIsOut(nursery, another);
    kitchen.call("refreshSession").refused("AuthApiError", "refresh_token_not_found");
  }

  private static void signOut(Device device, String scope) {
    device.call("signOut", Map.of("scope", scope)).ok();
    assertThat(device.seen().requests()).contains("POST /auth/v1/logout?scope=" + scope + " 204");
  }

  private static void assertIsIn(Device device) {
    device.call("getUser").ok();
    device.call("refreshSession").ok();
    assertThat(songs(accessToken(device))).isEqualTo(200);
  }

  private static void assertIsOut(Device device, String oldToken) {
    await().atMost(SOON).until(() -> songs(oldToken) == 401);
    device.call("getUser", oldToken).refused("AuthSessionMissingError");
    device.call("getUser").refused("AuthSessionMissingError");
    JsonNode session = device.session();
    assertThat(session.isNull()).as("session of the device: " + session).isTrue();
  }

  private static String accessToken(Device device) {
    return device.session().get("access_token").asString();
  }

  private static int songs(String token) {
    return Parent.send(
            HttpRequest.newBuilder(RunningSystem.shared().gateway().resolve("/api/songs"))
                .header("authorization", "Bearer " + token))
        .statusCode();
  }
}
