package ai.babymusic.gateway.signin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminUsersTest {

  private static final String USERS = "/auth/v1/admin/users";

  private final Client client = RunningGateway.shared().client().published();
  private final Client operator = client.bearer(Tokens.operator("service_role"));
  private final String address = Client.newAddress();

  @ParameterizedTest
  @CsvSource({"GET,", "POST,", "GET,/x", "PUT,/x", "DELETE,/x"})
  void onlyOperatorsMay(String method, String path) {
    String target = USERS + (path == null ? "" : path);
    String parent = client.signUp(address, "lullaby").text("access_token");

    var nobody = client.send(method, target, BodyPublishers.noBody());
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.text("code")).isEqualTo("no_authorization");
    var key = client.bearer("sb_publishable_no_jwt").send(method, target, BodyPublishers.noBody());
    assertThat(key.status()).isEqualTo(403);
    assertThat(key.text("code")).isEqualTo("bad_jwt");
    var user = client.bearer(parent).send(method, target, BodyPublishers.noBody());
    assertThat(user.status()).isEqualTo(403);
    assertThat(user.text("code")).isEqualTo("not_admin");
    assertThat(user.text("message")).isEqualTo("User not allowed");
  }

  @Test
  void bothNamesOfOperatorsAreKnown() {
    assertThat(client.bearer(Tokens.operator("supabase_admin")).get(USERS).status()).isEqualTo(200);
  }

  @Test
  void anOldClientGetsTheOldFormat() {
    var unknown =
        RunningGateway.shared()
            .client()
            .bearer(Tokens.operator("service_role"))
            .get("/api/auth/admin/users/" + UUID.randomUUID());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("error_code")).isEqualTo("user_not_found");
    assertThat(unknown.text("msg")).isEqualTo("User not found");
  }

  @Test
  void aCreatedUserSignsInWithWhatWasSet() {
    var id = UUID.randomUUID();
    var created =
        operator.post(
            USERS,
            """
            {"id":"%s","email":"%s","password":"lullaby","email_confirm":true,"role":"authenticated",
             "user_metadata":{"baby_name":"Mia"},"app_metadata":{"plan":"early"},"phone":null}
            """
                .formatted(id, address.toUpperCase(Locale.ROOT)));

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.text("id")).isEqualTo(id.toString());
    assertThat(created.text("email")).isEqualTo(address);
    assertThat(created.json().at("/app_metadata/plan").asString()).isEqualTo("early");
    assertThat(created.json().at("/app_metadata/provider").asString()).isEqualTo("email");
    assertThat(created.json().at("/user_metadata/baby_name").asString()).isEqualTo("Mia");
    assertThat(created.json().at("/identities/0/identity_data/email_verified").asBoolean())
        .isTrue();
    assertThat(operator.get(USERS + "/" + id).json()).isEqualTo(created.json());
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(200);
  }

  @Test
  void withoutConfirmationAndPasswordThereIsNoWayInYet() {
    var created = operator.post(USERS, "{\"email\":\"%s\"}".formatted(address));
    assertThat(created.json().has("email_confirmed_at")).isFalse();
    assertThat(client.signIn(address, "").text("code")).isEqualTo("invalid_credentials");
  }

  @Test
  void aTakenAddressIsSaidToBe() {
    client.signUp(address, "lullaby");
    var again = operator.post(USERS, "{\"email\":\"%s\"}".formatted(address));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.text("code")).isEqualTo("email_exists");

    String id = client.signUp(Client.newAddress(), "lullaby").json().at("/user/id").asString();
    var change = operator.put(USERS + "/" + id, "{\"email\":\"%s\"}".formatted(address));
    assertThat(change.status()).isEqualTo(422);
    assertThat(change.text("code")).isEqualTo("email_exists");
    var sameId =
        operator.post(USERS, "{\"id\":\"%s\",\"email\":\"%s\"}".formatted(id, Client.newAddress()));
    assertThat(sameId.text("code")).isEqualTo("conflict");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":null}",
        "{\"email\":\"nobody\"}",
        "{\"email\":\"a@b.example\",\"role\":\"service_role\"}",
        "{\"email\":\"a@b.example\",\"id\":\"7\"}",
        "{\"email\":\"a@b.example\",\"id\":\"00000000-0000-0000-0000-000000000000\"}",
        "{\"email\":\"a@b.example\",\"ban_duration\":\"long\"}",
        "{\"email\":\"a@b.example\",\"email_confirm\":\"yes\"}",
        "{\"email\":\"a@b.example\",\"user_metadata\":[]}",
        "[]",
        ""
      })
  void whatCannotBeSetIsRefused(String body) {
    assertThat(operator.post(USERS, body).status()).isEqualTo(400);
  }

  @Test
  void aBanEndsTheSessionsAndLastsUntilItIsLifted() {
    var session = client.signUp(address, "lullaby");
    String user = USERS + "/" + session.json().at("/user/id").asString();

    var banned = operator.put(user, "{\"ban_duration\":\"24h\"}");
    assertThat(Instant.parse(banned.text("banned_until")))
        .isBetween(Instant.now().plusSeconds(86_000), Instant.now().plusSeconds(86_400));
    assertThat(client.refresh(session.text("refresh_token")).text("code"))
        .isEqualTo("refresh_token_not_found");
    assertThat(client.bearer(session.text("access_token")).get("/auth/v1/user").text("code"))
        .isEqualTo("session_not_found");
    assertThat(client.signIn(address, "lullaby").text("code")).isEqualTo("user_banned");

    assertThat(operator.put(user, "{\"user_metadata\":{\"a\":1}}").json().has("banned_until"))
        .isTrue();
    assertThat(operator.put(user, "{\"ban_duration\":\"none\"}").json().has("banned_until"))
        .isFalse();
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(200);
  }

  @Test
  void aNewPasswordEndsTheSessions() {
    var session = client.signUp(address, "lullaby");
    String user = USERS + "/" + session.json().at("/user/id").asString();

    assertThat(operator.put(user, "{\"password\":\"short\"}").text("code"))
        .isEqualTo("weak_password");
    assertThat(operator.put(user, "{\"password\":\"another-lullaby\"}").status()).isEqualTo(200);
    assertThat(client.refresh(session.text("refresh_token")).status()).isEqualTo(400);
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(400);
    assertThat(client.signIn(address, "another-lullaby").status()).isEqualTo(200);
  }

  @Test
  void aChangeTouchesWhatWasSentAlone() {
    var session = client.signUp(address, "lullaby");
    String user = USERS + "/" + session.json().at("/user/id").asString();
    String other = Client.newAddress();
    var changed =
        operator.put(
            user,
            """
            {"email":"%s","email_confirm":true,"app_metadata":{"plan":"early"},"password":null}
            """
                .formatted(other));

    assertThat(changed.text("email")).isEqualTo(other);
    assertThat(changed.json().at("/identities/0/email").asString()).isEqualTo(other);
    assertThat(changed.json().at("/app_metadata/provider").asString()).isEqualTo("email");
    assertThat(client.signIn(other, "lullaby").status()).isEqualTo(200);
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(400);
    assertThat(operator.put(user, "{}").json().get("app_metadata"))
        .isEqualTo(changed.json().get("app_metadata"));
    assertThat(client.refresh(session.text("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void aGuestWhoIsGivenAnAddressIsOneNoLonger() {
    var guest = client.post("/auth/v1/signup", "{}");
    String user = USERS + "/" + guest.json().at("/user/id").asString();
    var changed =
        operator.put(
            user,
            "{\"email\":\"%s\",\"email_confirm\":true,\"password\":\"lullaby\"}"
                .formatted(address));

    assertThat(changed.json().get("is_anonymous").asBoolean()).isFalse();
    assertThat(client.signIn(address, "lullaby").text("access_token")).isNotEmpty();
  }

  @Test
  void theListIsReadPageByPage() {
    client.signUp(address, "lullaby");
    var first = operator.get(USERS + "?page=&per_page=1");
    long total = Long.parseLong(first.header("x-total-count"));

    assertThat(first.text("aud")).isEqualTo("authenticated");
    assertThat(first.json().at("/users/0/email").asString()).isEqualTo(address);
    assertThat(first.json().at("/users/0/identities").size()).isEqualTo(1);
    assertThat(first.header("link"))
        .startsWith("<" + USERS + "?page=2&per_page=1>; rel=\"next\", ")
        .endsWith("<" + USERS + "?page=%d&per_page=1>; rel=\"last\"".formatted(total));
    assertThat(operator.get(USERS + "?page=100000").json().get("users").isEmpty()).isTrue();
    assertThat(operator.get(USERS + "?page=-1").text("code")).isEqualTo("validation_failed");
  }

  @Test
  void aSoftDeletionLeavesTheRowAndNoWayIn() {
    var session = client.signUp(address, "lullaby");
    String id = session.json().at("/user/id").asString();

    assertThat(delete(id, "{\"should_soft_delete\":true}").body()).isEqualTo("{}");
    assertThat(delete(id, "{\"should_soft_delete\":true}").status()).isEqualTo(200);
    assertThat(operator.get(USERS + "/" + id).text("code")).isEqualTo("user_not_found");
    assertThat(client.refresh(session.text("refresh_token")).status()).isEqualTo(400);
    assertThat(client.signIn(address, "lullaby").text("code")).isEqualTo("invalid_credentials");
    assertThat(
            Admin.jdbc()
                .sql(
                    """
                    select deleted_at is not null and email is null and encrypted_password is null
                    from auth.users where id = ?::uuid
                    """)
                .param(id)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(client.signUp(address, "lullaby").json().at("/user/id").asString()).isNotEqualTo(id);
  }

  @Test
  void aDeletionLeavesNothingAlsoAfterASoftOne() {
    var session = client.signUp(address, "lullaby");
    String id = session.json().at("/user/id").asString();
    delete(id, "{\"should_soft_delete\":true}");

    assertThat(delete(id, "").body()).isEqualTo("{}");
    assertThat(delete(id, "{\"should_soft_delete\":false}").text("code"))
        .isEqualTo("user_not_found");
    assertThat(
            Admin.jdbc()
                .sql("select count(*) from auth.users where id = ?::uuid")
                .param(id)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void nobodyIsNoUser() {
    var noUuid = operator.get(USERS + "/7");
    assertThat(noUuid.status()).isEqualTo(404);
    assertThat(noUuid.text("code")).isEqualTo("validation_failed");
    String unknown = UUID.randomUUID().toString();
    assertThat(operator.put(USERS + "/" + unknown, "{}").text("code")).isEqualTo("user_not_found");
    assertThat(delete(unknown, "{\"should_soft_delete\":true}").text("code"))
        .isEqualTo("user_not_found");
  }

  private Reply delete(String id, String body) {
    return operator.send("DELETE", USERS + "/" + id, BodyPublishers.ofString(body));
  }
}
