package ai.babymusic.gateway.signin.providers;

import static ai.babymusic.gateway.signin.providers.Browser.fragment;
import static ai.babymusic.gateway.signin.providers.OtherProvider.newSubject;
import static ai.babymusic.gateway.signin.providers.OtherProvider.verified;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IdentitiesTest {

  private static final String LINK =
      "/auth/v1/user/identities/authorize?provider=mock&skip_http_redirect=true";

  private static final OtherProvider PROVIDER = OtherProvider.started();
  private static final RunningGateway GATEWAY = gateway();

  private final Client client = GATEWAY.client().published();
  private final String address = Client.newAddress();
  private final Reply session = client.signUp(address, "lullaby");
  private final Client mine = client.bearer(session.text("access_token"));
  private final Browser browser = new Browser(client);

  private static RunningGateway gateway() {
    var settings = new LinkedHashMap<>(PROVIDER.settings("mock"));
    settings.put("AUTH_MANUAL_LINKING", "true");
    return RunningGateway.start(settings);
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
    PROVIDER.close();
  }

  @Test
  void aParentLinksAnIdentityWithWhateverAddressItHas() {
    URI landing = link(mine, newSubject(), verified(Client.newAddress()));
    JsonNode user = user(landing);
    assertThat(user.get("id")).isEqualTo(session.json().at("/user/id"));
    assertThat(user.get("email").asString()).isEqualTo(address);
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"email\",\"providers\":[\"email\",\"mock\"]}");
  }

  @Test
  void anIdentityIsLinkedOnce() {
    String subject = newSubject();
    link(mine, subject, Map.of());
    assertThat(fragment(link(mine, subject, Map.of())))
        .containsEntry("error_code", "identity_already_exists")
        .containsEntry("error_description", "Identity is already linked");
    var other = client.bearer(client.signUp(Client.newAddress(), "x-lullaby").text("access_token"));
    assertThat(fragment(link(other, subject, Map.of())))
        .containsEntry("error_description", "Identity is already linked to another user");
  }

  @Test
  void aGuestWhoLinksIsOneNoLonger() {
    var guest = client.post("/auth/v1/signup", "{}");
    var asGuest = client.bearer(guest.text("access_token"));
    assertThat(fragment(link(asGuest, newSubject(), Map.of())))
        .containsEntry("error_code", "provider_email_needs_verification");
    assertThat(fragment(link(asGuest, newSubject(), verified(address))))
        .containsEntry("error_code", "email_exists");
    String own = Client.newAddress();
    JsonNode user = user(link(asGuest, newSubject(), verified(own)));
    assertThat(user.get("id")).isEqualTo(guest.json().at("/user/id"));
    assertThat(user.get("email").asString()).isEqualTo(own);
    assertThat(user.has("email_confirmed_at")).isTrue();
    assertThat(user.get("is_anonymous").asBoolean()).isFalse();
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"mock\",\"providers\":[\"mock\"]}");
  }

  @Test
  void aLinkEndsWithTheSessionThatBeganIt() {
    URI there = browser.leave(path(mine.get(LINK)));
    mine.post("/auth/v1/logout", "");
    assertThat(fragment(browser.comeBack(browser.askProvider(there))))
        .containsEntry("error_code", "bad_oauth_state");
  }

  @Test
  void aLinkIsForTheFirstBrowserThatOpensIt() {
    String path = path(mine.get(LINK));
    browser.leave(path);
    browser.leave(path); // once more with the back button
    var other = client.get(path);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text("code")).isEqualTo("bad_oauth_state");
  }

  @Test
  void unlinkingLeavesAWayIn() {
    assertRefused(unlink(emailIdentity()), 422, "single_identity_not_deletable");
    link(mine, newSubject(), Map.of());
    assertRefused(unlink(UUID.randomUUID().toString()), 404, "identity_not_found");
    assertRefused(unlink("7"), 404, "validation_failed");
    var reply = unlink(emailIdentity());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{}");
    JsonNode user = mine.get("/auth/v1/user").json();
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"mock\",\"providers\":[\"mock\"]}");
    assertThat(client.signIn(address, "lullaby").text("code")).isEqualTo("invalid_credentials");
  }

  @Test
  void ofTwoThatUnlinkTheLastTwoAtOnceOneIsRefused() throws Exception {
    link(mine, newSubject(), Map.of());
    var identities = mine.get("/auth/v1/user").json().get("identities");
    List<Callable<Integer>> both =
        identities
            .valueStream()
            .<Callable<Integer>>map(one -> () -> unlink(one.get("identity_id").asString()).status())
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(both))
          .extracting(one -> one.resultNow())
          .containsExactlyInAnyOrder(200, 422);
    }
  }

  @Test
  void whoIsNotSignedInLinksNothing() {
    assertRefused(client.get(LINK), 401, "no_authorization");
    assertRefused(
        client.send("DELETE", "/auth/v1/user/identities/7", BodyPublishers.noBody()),
        401,
        "no_authorization");
  }

  @Test
  void linkingIsOffUnlessAskedFor() {
    var parent = RunningGateway.shared().client().published().bearer(session.text("access_token"));
    var reply = parent.get(LINK);
    assertRefused(reply, 404, "manual_linking_disabled");
    assertThat(reply.text("message")).isEqualTo("Manual linking is disabled");
  }

  private URI link(Client whose, String subject, Map<String, Object> claims) {
    PROVIDER.willSay(subject, claims);
    return browser.comeBack(browser.askProvider(browser.leave(path(whose.get(LINK)))));
  }

  private static String path(Reply linking) {
    assertThat(linking.status()).as(linking.body()).isEqualTo(200);
    URI url = URI.create(linking.text("url"));
    return url.getRawPath() + "?" + url.getRawQuery();
  }

  private JsonNode user(URI landing) {
    String token = String.valueOf(fragment(landing).get("access_token"));
    return client.bearer(token).get("/auth/v1/user").json();
  }

  private String emailIdentity() {
    return mine.get("/auth/v1/user").json().at("/identities/0/identity_id").asString();
  }

  private Reply unlink(String identity) {
    return mine.send("DELETE", "/auth/v1/user/identities/" + identity, BodyPublishers.noBody());
  }

  private static void assertRefused(Reply reply, int status, String code) {
    assertThat(reply.text("code")).as(reply.body()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }
}
