package ai.babymusic.gateway.signin.providers;

import static ai.babymusic.gateway.signin.providers.Browser.fragment;
import static ai.babymusic.gateway.signin.providers.Browser.query;
import static ai.babymusic.gateway.signin.providers.OtherProvider.newSubject;
import static ai.babymusic.gateway.signin.providers.OtherProvider.verified;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSignInTest {

  // The pair of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String PKCE =
      "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=s256";
  private static final String APP = "https://app.example.com/in";
  private static final String TO_APP = "provider=mock&redirect_to=" + APP;

  private static final OtherProvider PROVIDER = OtherProvider.started();
  private static final RunningGateway GATEWAY = gateway();

  private final Client client = GATEWAY.client().published();
  private final Browser browser = new Browser(client);

  private static RunningGateway gateway() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("AUTH_REDIRECT_URLS", "https://app.example.com/**");
    settings.putAll(PROVIDER.settings("mock"));
    return RunningGateway.start(settings);
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
    PROVIDER.close();
  }

  @Test
  void aParentOfAnotherProviderGetsAnAccountAndASession() throws Exception {
    String address = Client.newAddress();
    String subject = newSubject();
    PROVIDER.willSay(subject, verified(address));

    URI landing = browser.signIn(TO_APP);

    assertThat(landing.toString()).startsWith(APP + "#access_token=");
    var said = fragment(landing);
    assertThat(said.keySet())
        .containsExactly(
            "access_token",
            "expires_at",
            "expires_in",
            "provider_refresh_token",
            "provider_token",
            "refresh_token",
            "sb",
            "token_type");
    var user = client.bearer(String.valueOf(said.get("access_token"))).get("/auth/v1/user").json();
    assertThat(user.get("email").asString()).isEqualTo(address);
    assertThat(user.has("email_confirmed_at")).isTrue();
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"mock\",\"providers\":[\"mock\"]}");
    assertThat(user.get("user_metadata").propertyNames())
        .containsExactlyInAnyOrder(
            "iss",
            "sub",
            "provider_id",
            "name",
            "full_name",
            "avatar_url",
            "picture",
            "email",
            "email_verified",
            "phone_verified");
    assertThat(user.at("/identities/0/id").asString()).isEqualTo(subject);
    assertThat(user.at("/identities/0/email").asString()).isEqualTo(address);
    var claims = SignedJWT.parse(said.get("access_token")).getJWTClaimsSet();
    assertThat(claims.getListClaim("amr").toString()).contains("method=oauth");
    assertThat(client.refresh(String.valueOf(said.get("refresh_token"))).status()).isEqualTo(200);
  }

  @Test
  void withPkceThePageGetsACodeAndTradesIt() {
    String address = Client.newAddress();
    PROVIDER.willSay(newSubject(), verified(address));
    URI landing = browser.signIn(TO_APP + "%3Ffrom=a" + PKCE);
    assertThat(landing.getRawFragment()).isNull();
    assertThat(query(landing)).containsEntry("from", "a");
    var session =
        client.post(
            "/auth/v1/token?grant_type=pkce",
            """
            {"auth_code":"%s","code_verifier":"%s"}
            """
                .formatted(query(landing).get("code"), VERIFIER));
    assertThat(session.json().at("/user/email").asString()).isEqualTo(address);
  }

  @Test
  void theProviderIsAskedForWhatWasConfiguredAndWhatTheClientWantsBesides() {
    URI there =
        browser.leave(
            "/auth/v1/authorize?"
                + TO_APP
                + "&scopes=calendar&prompt=consent&client_id=mine&redirect_uri=https://evil.example");
    assertThat(query(there))
        .containsEntry("client_id", OtherProvider.CLIENT)
        .containsEntry("redirect_uri", "http://127.0.0.1:8080/auth/v1/callback")
        .containsEntry("response_type", "code")
        .containsEntry("scope", "calendar email openid profile")
        .containsEntry("prompt", "consent")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void nothingThatIsKeptOpensAnything() {
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    URI there = browser.leave("/auth/v1/authorize?" + TO_APP);
    var rows = Admin.jdbc().sql("select string_agg(f::text, ' ') from auth.provider_flows f");
    assertThat(rows.query(String.class).single())
        .doesNotContain(query(there).get("state"), query(there).get("nonce"));
  }

  @Test
  void theCookieIsNoPagesBusiness() {
    var reply = client.get("/auth/v1/authorize?" + TO_APP);
    assertThat(reply.header("Set-Cookie"))
        .contains("Path=/auth/v1;", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Secure"); // it is where the external address is https
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "provider=unknown", "provider=google", "provider=email"})
  void whoIsNotConfiguredIsNotAsked(String query) {
    var reply = client.get("/auth/v1/authorize?" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("code")).isEqualTo("validation_failed");
    assertThat(reply.text("message")).isEqualTo("Unsupported provider: provider is not enabled");
  }

  @Test
  void halfAChallengeIsRefused() {
    var reply = client.get("/auth/v1/authorize?provider=mock&code_challenge=" + VERIFIER);
    assertThat(reply.text("code")).isEqualTo("validation_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://app.example.com.evil.example/in",
        "https://app.example.com@evil.example/",
        "javascript:alert(1)",
        "//evil.example"
      })
  void aWishToLandElsewhereLandsAtHome(String wish) {
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    assertThat(browser.signIn("provider=mock&redirect_to=" + wish).toString())
        .startsWith("http://localhost:5173#access_token=");
  }

  @Test
  void codeThatDoesNotWantToBeSentOnGetsAnAddressToOpen() {
    var reply = client.get("/auth/v1/authorize?skip_http_redirect=true&" + TO_APP + PKCE);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Set-Cookie")).isEmpty();
    URI url = URI.create(reply.text("url"));
    assertThat(url.toString()).startsWith("http://127.0.0.1:8080/auth/v1/authorize?provider=mock&");
    PROVIDER.willSay(newSubject(), verified(Client.newAddress()));
    URI there = browser.leave(url.getRawPath() + "?" + url.getRawQuery());
    assertThat(query(browser.comeBack(browser.askProvider(there)))).containsKey("code");
    var opened =
        client
            .with("Accept", "text/html,*/*")
            .get("/auth/v1/authorize?skip_http_redirect=true&" + TO_APP);
    assertThat(opened.status()).isEqualTo(302);
  }

  @Test
  void theSettingsNameTheProviders() {
    var external = client.get("/auth/v1/settings").json().get("external");
    assertThat(external.get("mock").asBoolean()).isTrue();
    assertThat(external.get("google").asBoolean()).isFalse();
    assertThat(external.get("email").asBoolean()).isTrue();
  }
}
