package ai.babymusic.gateway.signin.providers;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.jspecify.annotations.Nullable;

/** A provider of OpenID Connect that says of the next user whatever it was told. */
final class OtherProvider implements AutoCloseable {

  static final String NAME = "mock";
  static final String CLIENT = "baby-music";

  private final MockOAuth2Server server;
  private final int port;
  private volatile OAuth2TokenCallback next = callback("nobody", CLIENT, Map.of(), 3600);

  private OtherProvider(int port) {
    this.port = port;
    // Not enqueued: what one test did not fetch the next would get.
    this.server =
        new MockOAuth2Server(
            new OAuth2Config(
                false, null, null, false, new OAuth2TokenProvider(), Set.of(new Next())));
  }

  static OtherProvider started() {
    return onFreePort().start();
  }

  /** Not there yet. */
  static OtherProvider onFreePort() {
    try (var socket = new ServerSocket(0)) {
      return new OtherProvider(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OtherProvider start() {
    server.start(InetAddress.getLoopbackAddress(), port);
    return this;
  }

  Map<String, String> settings(String name) {
    String prefix = "gateway.auth.providers." + name;
    return Map.of(
        prefix + ".issuer",
        "http://localhost:%d/%s".formatted(port, NAME),
        prefix + ".client-id",
        CLIENT,
        prefix + ".client-secret",
        "hush");
  }

  static String newSubject() {
    return UUID.randomUUID().toString();
  }

  static Map<String, Object> verified(String email) {
    return new LinkedHashMap<>(
        Map.of("email", email, "email_verified", true, "name", "Ada", "picture", "https://p/a"));
  }

  void willSay(String subject, Map<String, Object> claims) {
    willSay(subject, CLIENT, claims, 3600);
  }

  void willSay(String subject, String audience, Map<String, Object> claims, long seconds) {
    next = callback(subject, audience, claims, seconds);
  }

  SignedJWT idToken(String subject, String audience, Map<String, Object> claims, long seconds) {
    return server.issueToken(NAME, CLIENT, callback(subject, audience, claims, seconds));
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private final class Next implements OAuth2TokenCallback {

    @Override
    public String issuerId() {
      return NAME;
    }

    @Override
    public @Nullable String subject(TokenRequest request) {
      return next.subject(request);
    }

    @Override
    public String typeHeader(TokenRequest request) {
      return next.typeHeader(request);
    }

    @Override
    public List<String> audience(TokenRequest request) {
      return next.audience(request);
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
      return next.addClaims(request);
    }

    @Override
    public long tokenExpiry() {
      return next.tokenExpiry();
    }
  }

  private static DefaultOAuth2TokenCallback callback(
      String subject, String audience, Map<String, Object> claims, long seconds) {
    return new DefaultOAuth2TokenCallback(
        NAME, subject, "JWT", List.of(audience), new LinkedHashMap<>(claims), seconds);
  }
}
