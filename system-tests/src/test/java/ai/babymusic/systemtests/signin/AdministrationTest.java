package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts in the hands of operators, who use the client's {@code admin} part. */
class AdministrationTest {

  private final PublishedClient client = PublishedClient.shared();
  private final Device desk = client.deviceOfOperator();
  private final Somebody somebody = Somebody.isNew();
  private final String id = create();

  @Test
  void anAccountIsMadeChangedFoundAndDeleted() {
    Device phone = client.device();
    phone.signIn(somebody).ok();

    var change = Map.of("user_metadata", Map.of("baby", "Mia"), "email", Somebody.newAddress());
    JsonNode changed = desk.call("admin.updateUserById", id, change).ok().get("user");
    assertThat(desk.call("admin.getUserById", id).ok().get("user")).isEqualTo(changed);
    assertThat(changed.at("/user_metadata/baby").asString()).isEqualTo("Mia");
    JsonNode users = desk.call("admin.listUsers", Map.of("page", 1, "perPage", 1)).ok();
    assertThat(users.get("users")).hasSize(1);
    assertThat(users.get("total").asInt()).isPositive();

    desk.call("admin.deleteUser", id).ok();
    desk.call("admin.getUserById", id).refused("AuthApiError", "user_not_found");
    assertThat(phone.call("getUser").isOk()).isFalse();
  }

  @Test
  void whoIsBannedIsOutUntilTheBanEnds() {
    Device phone = client.device();
    phone.signIn(somebody).ok();

    ban("24h");
    phone.call("refreshSession").refused("AuthApiError", "refresh_token_not_found");
    client.device().signIn(somebody).refused("AuthApiError", "user_banned");

    ban("none");
    client.device().signIn(somebody).ok();
  }

  @Test
  void whoIsInvitedComesInByTheMailAndChoosesAPassword() {
    Somebody guest = Somebody.isNew();
    desk.call("admin.inviteUserByEmail", guest.email()).ok();
    Device phone = client.device();

    phone.land(ConfirmPage.open(guest.nextMail().link()).press()).ok();
    phone.call("updateUser", Map.of("password", guest.password())).ok();

    client.device().signIn(guest).ok();
  }

  @Test
  void aLinkThatOperatorsSendThemselvesSignsIn() {
    var wish = Map.of("type", "magiclink", "email", somebody.email());
    JsonNode link = desk.call("admin.generateLink", wish).ok().get("properties");
    Device phone = client.device();

    phone
        .call(
            "verifyOtp",
            Map.of("type", "magiclink", "token_hash", link.get("hashed_token").asString()))
        .ok();

    assertThat(phone.session().at("/user/id").asString()).isEqualTo(id);
    assertThat(link.get("action_link").asString()).contains(link.get("hashed_token").asString());
  }

  @Test
  void nobodyElseMayDoThis() {
    Device device = client.device();
    device.call("admin.listUsers").refused("AuthApiError", "bad_jwt");
  }

  private void ban(String time) {
    desk.call("admin.updateUserById", id, Map.of("ban_duration", time)).ok();
  }

  private String create() {
    var wish =
        Map.of("email", somebody.email(), "password", somebody.password(), "email_confirm", true);
    return desk.call("admin.createUser", wish).ok().at("/user/id").asString();
  }
}
