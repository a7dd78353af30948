package ai.babymusic.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DoorsTest {

  private static final byte[] TWO_MEBIBYTES = new byte[2 * 1024 * 1024];

  private final Client client = RunningGateway.shared().client();

  @Test
  void aBodyOverTheLimitIsRefusedAlsoWhenItsLengthIsNotSaid() {
    var declared =
        client.send("POST", "/auth/v1/signup", BodyPublishers.ofByteArray(TWO_MEBIBYTES));
    assertThat(declared.status()).isEqualTo(413);
    assertThat(declared.text("error_code")).isEqualTo("request_entity_too_large");
    var chunked =
        client.send(
            "POST",
            "/auth/v1/signup",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TWO_MEBIBYTES)));
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void aSmallBodyOfUnsaidLengthIsRead() {
    var reply =
        client.send(
            "POST",
            "/auth/v1/token?grant_type=password",
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))));
    assertThat(reply.text("msg")).isEqualTo("missing email or phone");
  }

  @Test
  void onApiRoutesALargeBodyIsAProblem() {
    String token = client.signUp(Client.newAddress(), "lullaby").text("access_token");
    var reply =
        client.bearer(token).send("POST", "/api/songs", BodyPublishers.ofByteArray(TWO_MEBIBYTES));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text("code")).isEqualTo("body_too_large");
  }

  @Test
  void aPageOfAnotherOriginMayCallWithTheHeadersOfTheClients() {
    var preflight =
        client
            .with("Origin", "https://app.example.com")
            .with("Access-Control-Request-Method", "PATCH")
            .with("Access-Control-Request-Headers", "authorization, apikey, idempotency-key")
            .send("OPTIONS", "/api/songs", BodyPublishers.noBody());
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(preflight.header("access-control-allow-methods")).contains("PATCH");
    var refused = client.with("Origin", "https://app.example.com").get("/api/songs");
    assertThat(refused.header("access-control-expose-headers")).contains("retry-after");
  }

  @Test
  void whatIsOpenIsOpen() {
    var keyHolder = client.bearer("sb_publishable_no_jwt");
    var description = keyHolder.get("/v3/api-docs").json();
    assertThat(description.at("/paths/~1auth~1v1~1token/post/parameters").size()).isEqualTo(1);
    assertThat(keyHolder.get("/auth/v1/settings").status()).isEqualTo(200);
    var management = RunningGateway.shared().management();
    assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(management.get("/actuator/prometheus").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health").status()).isEqualTo(401);
  }

  @Test
  void answersTellBrowsersToBeCareful() {
    var reply = client.get("/auth/v1/settings");
    assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(reply.header("cache-control")).contains("no-store");
    assertThat(reply.header("content-security-policy")).contains("default-src 'none'");
    assertThat(reply.header("x-frame-options")).isEqualTo("DENY");
    assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
  }

  @Test
  void anAddressThatTheServerCannotReadIsAProblemToo() {
    var reply = client.get("/api/songs/%00");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(reply.text("code")).isEqualTo("bad_request");
    assertThat(reply.body()).doesNotContainIgnoringCase("tomcat");
  }
}
