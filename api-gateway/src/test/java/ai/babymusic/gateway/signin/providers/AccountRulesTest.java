package ai.babymusic.gateway.signin.providers;

import static ai.babymusic.gateway.signin.providers.Browser.fragment;
import static ai.babymusic.gateway.signin.providers.Browser.query;
import static ai.babymusic.gateway.signin.providers.OtherProvider.newSubject;
import static ai.babymusic.gateway.signin.providers.OtherProvider.verified;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccountRulesTest {

  private static final OtherProvider PROVIDER = OtherProvider.started();
  private static final RunningGateway GATEWAY = RunningGateway.start(PROVIDER.settings("mock"));

  private final Client client = GATEWAY.client().published();
  private final String address = Client.newAddress();
  private final String subject = newSubject();

  @AfterAll
  static void stop() {
    GATEWAY.close();
    PROVIDER.close();
  }

  @Test
  void whoCameBeforeComesToTheSameAccountWhateverTheAddressIsNow() {
    JsonNode first = signedIn(verified(address));
    var claims = verified(Client.newAddress());
    claims.put("name", "Ada Lovelace");
    JsonNode again = signedIn(claims);
    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(again.get("email")).isEqualTo(first.get("email"));
    assertThat(again.at("/user_metadata/full_name").asString()).isEqualTo("Ada Lovelace");
    assertThat(again.at("/identities/0/email").asString()).isEqualTo(claims.get("email"));
  }

  @Test
  void aVerifiedAddressLeadsToTheAccountOfThatAddress() {
    Reply existing = client.signUp(address, "lullaby");
    JsonNode user = signedIn(verified(address.toUpperCase(Locale.ROOT)));
    assertThat(user.get("id")).isEqualTo(existing.json().at("/user/id"));
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"email\",\"providers\":[\"email\",\"mock\"]}");
    assertThat(user.get("identities").size()).isEqualTo(2);
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(200);
    assertThat(client.refresh(existing.text("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void anAddressThatIsNotVerifiedLeadsNowhere() {
    client.signUp(address, "lullaby");
    for (Object notTrue : List.of(false, "false", "yes", 1)) {
      assertRefused(
          landing(Map.of("email", address, "email_verified", notTrue)),
          "provider_email_needs_verification");
    }
    assertRefused(landing(Map.of("email", address)), "provider_email_needs_verification");
    assertRefused(landing(Map.of()), "provider_email_needs_verification");
    assertRefused(
        landing(Map.of("email", "no address", "email_verified", true)),
        "provider_email_needs_verification");
    var identities = Admin.jdbc().sql("select count(*) from auth.identities where email = ?");
    assertThat(identities.param(address).query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void anAccountThatNobodyConfirmedIsClaimedAndItsOldDoorsAreClosed() {
    Reply squatter =
        client.post(
            "/auth/v1/signup",
            """
            {"email":"%s","password":"lullaby","data":{"name":"Mallory","planted":true}}
            """
                .formatted(address));
    unconfirm();
    JsonNode user = signedIn(verified(address));
    assertThat(user.get("id")).isEqualTo(squatter.json().at("/user/id"));
    assertThat(user.has("email_confirmed_at")).isTrue();
    assertThat(user.at("/user_metadata/name").asString()).isEqualTo("Ada");
    assertThat(user.get("user_metadata").has("planted")).isFalse();
    assertThat(user.get("identities").size()).isEqualTo(1);
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"mock\",\"providers\":[\"mock\"]}");
    assertThat(client.signIn(address, "lullaby").text("code")).isEqualTo("invalid_credentials");
    assertThat(client.refresh(squatter.text("refresh_token")).status()).isEqualTo(400);
    assertThat(client.bearer(squatter.text("access_token")).get("/auth/v1/user").status())
        .isEqualTo(403);
  }

  @Test
  void whoIsBannedStaysOut() {
    signedIn(verified(address));
    Admin.jdbc()
        .sql("update auth.users set banned_until = now() + interval '1 day' where email = ?")
        .param(address)
        .update();
    assertRefused(landing(verified(address)), "user_banned");
    PROVIDER.willSay(newSubject(), verified(address));
    assertRefused(new Browser(client).signIn("provider=mock"), "user_banned");
  }

  @Test
  void ofManyAtOnceAllGetTheSameAccount() throws Exception {
    PROVIDER.willSay(subject, verified(address));
    Callable<URI> signIn = () -> new Browser(client).signIn("provider=mock");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var landings = threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> signIn).toList());
      assertThat(landings)
          .allSatisfy(one -> assertThat(fragment(one.resultNow())).containsKey("access_token"))
          .extracting(one -> user(one.resultNow()).get("id"))
          .containsOnly(user(landings.getFirst().resultNow()).get("id"));
    }
  }

  @Test
  void claimsThatCannotBeKeptAreLeftOut() {
    var claims = verified(address);
    claims.put("name", "a\u0000b");
    claims.put("picture", "x".repeat(5000));
    JsonNode user = signedIn(claims);
    assertThat(user.get("user_metadata").has("name")).isFalse();
    assertThat(user.get("user_metadata").has("avatar_url")).isFalse();
  }

  @Test
  void whereSignUpsAreDisabledOnlyWhoIsKnownComesIn() {
    var settings = new LinkedHashMap<>(PROVIDER.settings("mock"));
    client.signUp(address, "lullaby");
    settings.put("AUTH_SIGNUP_DISABLED", "true");
    try (var closed = RunningGateway.start(settings)) {
      var browser = new Browser(closed.client().published());
      PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
      assertRefused(browser.signIn("provider=mock"), "signup_disabled");
      PROVIDER.willSay(subject, verified(address));
      assertThat(fragment(browser.signIn("provider=mock"))).containsKey("access_token");
    }
  }

  private JsonNode signedIn(Map<String, Object> claims) {
    return user(landing(claims));
  }

  private JsonNode user(URI landing) {
    String token = String.valueOf(fragment(landing).get("access_token"));
    return client.bearer(token).get("/auth/v1/user").json();
  }

  private URI landing(Map<String, Object> claims) {
    PROVIDER.willSay(subject, claims);
    return new Browser(client).signIn("provider=mock");
  }

  private void unconfirm() {
    Admin.jdbc()
        .sql("update auth.users set email_confirmed_at = null where email = ?")
        .param(address)
        .update();
  }

  private static void assertRefused(URI landing, String code) {
    assertThat(fragment(landing))
        .containsEntry("error", "access_denied")
        .containsEntry("error_code", code)
        .doesNotContainKey("access_token");
    assertThat(query(landing)).doesNotContainKey("code");
  }
}
