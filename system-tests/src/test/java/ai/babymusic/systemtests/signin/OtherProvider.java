package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.running.RunningSystem;
import ai.babymusic.systemtests.running.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** Somebody else's sign-in, by OpenID Connect, that lets in whoever it is told to. */
final class OtherProvider implements AutoCloseable {

  /** What the client and the gateway call it. */
  static final String NAME = "mock";

  private static final long LIFE_SECONDS = 3600;

  private final RunningSystem system;
  private final MockOAuth2Server server = new MockOAuth2Server();

  private OtherProvider(RunningSystem system) {
    this.system = system;
  }

  static OtherProvider of(RunningSystem system) {
    var provider = new OtherProvider(system);
    try {
      provider.server.start(InetAddress.getByName("localhost"), system.provider().getPort());
      return provider;
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes where a browser is sent that opens {@code address}, until it is the frontend's. */
  URI letIn(URI address, String email) {
    server.enqueueCallback(answer(email));
    // A browser of its own: the flow belongs to the one that began it.
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    URI at = address;
    while (at.toString().startsWith(system.provider().toString())
        || at.toString().startsWith(system.gateway().resolve("/auth/v1/").toString())) {
      at = next(browser, at);
    }
    return at;
  }

  /** What an app gets that asks the provider by itself. */
  String idToken(String email) {
    String token =
        server.issueToken(NAME, RunningSystem.PROVIDER_CLIENT, answer(email)).serialize();
    Secrets.note("id_token", token);
    return token;
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private static URI next(HttpClient browser, URI at) {
    try {
      var answer =
          browser.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      return Secrets.noteThoseIn(answer.headers().firstValue("location").orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static DefaultOAuth2TokenCallback answer(String email) {
    return new DefaultOAuth2TokenCallback(
        NAME,
        UUID.randomUUID().toString(),
        "JWT",
        List.of(RunningSystem.PROVIDER_CLIENT),
        Map.of("email", email, "email_verified", true),
        LIFE_SECONDS);
  }
}
