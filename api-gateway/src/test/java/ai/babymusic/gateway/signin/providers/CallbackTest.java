package ai.babymusic.gateway.signin.providers;

import static ai.babymusic.gateway.signin.providers.Browser.fragment;
import static ai.babymusic.gateway.signin.providers.Browser.query;
import static ai.babymusic.gateway.signin.providers.OtherProvider.newSubject;
import static ai.babymusic.gateway.signin.providers.OtherProvider.verified;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackTest {

  private static final String PKCE =
      "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=s256";
  private static final String APP = "https://app.example.com/in";
  private static final String TO_APP = "provider=mock&redirect_to=" + APP;

  private static final OtherProvider PROVIDER = OtherProvider.started();
  private static final OtherProvider LATE = OtherProvider.onFreePort();
  private static final RunningGateway GATEWAY = gateway();

  private final Client client = GATEWAY.client().published();
  private final Browser browser = new Browser(client);

  private static RunningGateway gateway() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("AUTH_REDIRECT_URLS", "https://app.example.com/**");
    settings.putAll(PROVIDER.settings("mock"));
    settings.putAll(LATE.settings("late"));
    return RunningGateway.start(settings);
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
    PROVIDER.close();
    LATE.close();
  }

  @Test
  void aStateCountsOnce() {
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    URI callback = browser.askProvider(browser.leave("/auth/v1/authorize?" + TO_APP + PKCE));
    browser.comeBack(callback);
    URI again = browser.comeBack(callback);
    assertThat(again.toString()).startsWith(APP + "?");
    assertThat(fragment(again))
        .containsEntry("error", "invalid_request")
        .containsEntry("error_code", "flow_state_already_used")
        .containsEntry("error_description", "State has already been used")
        .containsEntry("sb", "");
    assertThat(query(again)).containsEntry("error_code", "flow_state_already_used");
  }

  @Test
  void aStateCountsInTheBrowserThatBeganAndIsNotSpentByAnother() {
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    URI callback = browser.askProvider(browser.leave("/auth/v1/authorize?" + TO_APP));
    var other = new Browser(client);
    assertThat(fragment(other.comeBack(callback))).containsEntry("error_code", "bad_oauth_state");
    other.leave("/auth/v1/authorize?" + TO_APP); // with a cookie of its own
    URI elsewhere = other.comeBack(callback);
    assertThat(elsewhere.toString()).startsWith("http://localhost:5173?");
    assertThat(fragment(elsewhere)).containsEntry("error_code", "bad_oauth_state");
    assertThat(fragment(browser.comeBack(callback))).containsKey("access_token");
  }

  @Test
  void twoTabsOfABrowserBothComeBack() {
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    URI first = browser.askProvider(browser.leave("/auth/v1/authorize?" + TO_APP));
    URI second = browser.askProvider(browser.leave("/auth/v1/authorize?" + TO_APP));
    assertThat(fragment(browser.comeBack(first))).containsKey("access_token");
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    assertThat(fragment(browser.comeBack(second))).containsKey("access_token");
  }

  @Test
  void aStateIsGoodForTenMinutes() {
    URI callback = browser.askProvider(browser.leave("/auth/v1/authorize?" + TO_APP));
    Admin.jdbc()
        .sql("update auth.provider_flows set created_at = created_at - interval '11 minutes'")
        .update();
    assertThat(fragment(browser.comeBack(callback)))
        .containsEntry("error_code", "bad_oauth_state")
        .containsEntry("error_description", "OAuth state has expired");
  }

  @ParameterizedTest
  @CsvSource({
    "'',bad_oauth_state",
    "state=,bad_oauth_state",
    "state=made-up&code=x,bad_oauth_state",
    "state=%00&code=x,bad_oauth_state"
  })
  void aStateOfNobodyEndsAtHome(String query, String code) {
    URI landing = browser.comeBack(URI.create("http://gateway/auth/v1/callback?" + query));
    assertThat(landing.toString()).startsWith("http://localhost:5173?error=");
    assertThat(fragment(landing)).containsEntry("error_code", code);
  }

  @ParameterizedTest
  @CsvSource({
    "error=access_denied&error_description=No+thanks,access_denied,access_denied,No thanks",
    "error=access_denied,access_denied,access_denied,The sign-in was cancelled",
    "error=server_error,invalid_request,bad_oauth_callback,The provider refused the sign-in",
    "code=,invalid_request,bad_oauth_callback,OAuth callback with missing authorization code"
        + " missing"
  })
  void whatTheProviderRefusedIsSaid(String sent, String error, String code, String why) {
    URI there = browser.leave("/auth/v1/authorize?" + TO_APP);
    URI landing =
        browser.comeBack(
            URI.create(
                "http://gateway/auth/v1/callback?%s&state=%s"
                    .formatted(sent, query(there).get("state"))));
    assertThat(landing.getRawQuery()).isNull();
    assertThat(fragment(landing))
        .containsEntry("error", error)
        .containsEntry("error_code", code)
        .containsEntry("error_description", why);
  }

  @Test
  void aTokenForAnotherAudienceOrTimeOrFlowIsNotBelieved() {
    var claims = verified(Client.newAddress());
    var elsewhere = new LinkedHashMap<>(claims);
    elsewhere.put("aud", "another-app");
    PROVIDER.willSay(newSubject(), elsewhere);
    assertNotBelieved(browser.signIn(TO_APP));
    PROVIDER.willSay(newSubject(), OtherProvider.CLIENT, claims, -120);
    assertNotBelieved(browser.signIn(TO_APP));
    PROVIDER.willSay(newSubject(), claims);
    URI there = browser.leave("/auth/v1/authorize?" + TO_APP);
    URI replayed =
        URI.create(there.toString().replaceFirst("nonce=[^&]*", "nonce=of-another-flow"));
    assertNotBelieved(browser.comeBack(browser.askProvider(replayed)));
    var accounts = Admin.jdbc().sql("select count(*) from auth.users where email = ?");
    assertThat(accounts.param(claims.get("email")).query(Integer.class).single()).isZero();
  }

  @Test
  void aCodeWithoutOurVerifierIsOfNoUse() {
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    URI callback = browser.askProvider(browser.leave("/auth/v1/authorize?" + TO_APP));
    Admin.jdbc().sql("update auth.provider_flows set salt = gen_random_uuid()").update();
    assertNotBelieved(browser.comeBack(callback));
  }

  @Test
  void aProviderThatIsAwayIsLookedForAgain() {
    String toLate = "/auth/v1/authorize?provider=late&redirect_to=" + APP;
    var away = client.get(toLate);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.text("code")).isEqualTo("unexpected_failure");
    LATE.start();
    URI callback = browser.askProvider(browser.leave(toLate));
    LATE.close();
    assertThat(fragment(browser.comeBack(callback)))
        .containsEntry("error", "temporarily_unavailable")
        .containsEntry("error_code", "unexpected_failure");
  }

  @Test
  void aProviderMaySendTheBrowserBackWithAForm() {
    var reply =
        client
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", "/auth/v1/callback", BodyPublishers.ofString("code=a%26b&state=s"));
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location"))
        .isEqualTo("http://127.0.0.1:8080/auth/v1/callback?code=a%26b&state=s");
  }

  private static void assertNotBelieved(URI landing) {
    assertThat(fragment(landing))
        .containsEntry("error_code", "bad_oauth_callback")
        .containsEntry("error_description", "Unable to exchange external code");
  }
}
