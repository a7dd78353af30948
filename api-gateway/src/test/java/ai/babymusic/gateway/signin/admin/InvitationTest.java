package ai.babymusic.gateway.signin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.Tokens;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

  private final Client client = RunningGateway.shared().client().published();
  private final Client operator = client.bearer(Tokens.operator("service_role"));
  private final String address = Client.newAddress();

  @ParameterizedTest
  @ValueSource(strings = {"/auth/v1/invite", "/auth/v1/admin/generate_link"})
  void onlyOperatorsMay(String path) {
    String parent = client.signUp(address, "lullaby").text("access_token");
    assertThat(client.post(path, "{}").text("code")).isEqualTo("no_authorization");
    assertThat(client.bearer(parent).post(path, "{}").text("code")).isEqualTo("not_admin");
  }

  @Test
  void anInvitedParentHasAnAccountAndAMailIsWished() {
    var invited = operator.post("/auth/v1/invite", "{\"email\":\"%s\"}".formatted(address));
    assertThat(invited.status()).isEqualTo(200);
    assertThat(invited.text("email")).isEqualTo(address);
    assertThat(invited.json().has("email_confirmed_at")).isFalse();
    assertThat(
            Admin.jdbc()
                .sql(
                    """
                    select payload ->> 'kind' from outbox
                    where topic = 'auth.mail.v1' and payload ->> 'recipient' = ?
                    """)
                .param(address)
                .query(String.class)
                .list())
        .containsExactly("invite");
    assertThat(operator.post("/auth/v1/invite", "{\"email\":\"%s\"}".formatted(address)).status())
        .isEqualTo(200);
  }

  @Test
  void whoIsThereAlreadyIsNotInvited() {
    client.signUp(address, "lullaby");
    var refused = operator.post("/auth/v1/invite", "{\"email\":\"%s\"}".formatted(address));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("email_exists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"signup", "invite", "magiclink"})
  void aLinkForSomebodyNewSignsIn(String type) {
    var made = link(type, ",\"password\":\"lullaby-1\",\"data\":{\"baby_name\":\"Mia\"}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.text("verification_type")).isEqualTo(type);
    assertThat(made.text("email")).isEqualTo(address);
    assertThat(made.text("id")).isNotEmpty();
    assertThat(made.text("email_otp")).matches("\\d{6}");
    assertThat(follow(made)).contains("#access_token=", "type=" + type);
    assertThat(follow(made)).contains("error_code=otp_expired");
  }

  @Test
  void aStrangersPasswordDoesNotComeAlongWithAnInvitation() {
    var made = link("invite", "");
    Admin.jdbc()
        .sql("update auth.users set encrypted_password = ? where email = ?")
        .params("{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", address)
        .update();
    assertThat(follow(made)).contains("#access_token=");
    assertThat(
            Admin.jdbc()
                .sql("select encrypted_password is null from auth.users where email = ?")
                .param(address)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void theHashedTokenAndTheCodeAreTheSameProof() {
    client.signUp(address, "lullaby");
    var made = link("recovery", "");
    var session =
        client.post(
            "/auth/v1/verify",
            """
            {"type":"recovery","token_hash":"%s"}
            """
                .formatted(made.text("hashed_token")));
    assertThat(session.text("access_token")).isNotEmpty();
    var again =
        client.post(
            "/auth/v1/verify",
            """
            {"type":"recovery","email":"%s","token":"%s"}
            """
                .formatted(address, made.text("email_otp")));
    assertThat(again.text("code")).isEqualTo("otp_expired");
  }

  @Test
  void bothHalvesOfAChangeOfAddressMakeIt() {
    client.signUp(address, "lullaby");
    String wanted = Client.newAddress();
    String more = ",\"new_email\":\"%s\"".formatted(wanted);
    var current = link("email_change_current", more);
    var next = link("email_change_new", more);
    assertThat(follow(current)).contains("#message=");
    assertThat(follow(next)).contains("#access_token=", "type=email_change");
    assertThat(client.signIn(wanted, "lullaby").status()).isEqualTo(200);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(link("recovery", "").text("code")).isEqualTo("user_not_found");
    assertThat(link("nonsense", "").text("message"))
        .isEqualTo("Invalid email action link type requested: nonsense");
    assertThat(link("signup", "").text("message")).isEqualTo("Signup requires a valid password");
    assertThat(link("signup", ",\"password\":\"abc\"").text("code")).isEqualTo("weak_password");
    client.signUp(address, "lullaby");
    assertThat(link("email_change_new", "").text("code")).isEqualTo("validation_failed");
    assertThat(link("signup", ",\"password\":\"lullaby-1\"").text("code"))
        .isEqualTo("email_exists");
  }

  private Reply link(String type, String more) {
    return operator.post(
        "/auth/v1/admin/generate_link",
        """
        {"type":"%s","email":"%s"%s}
        """
            .formatted(type, address, more));
  }

  private String follow(Reply made) {
    var link = URI.create(made.text("action_link"));
    return client.get(link.getRawPath() + "?" + link.getRawQuery()).header("location");
  }
}
