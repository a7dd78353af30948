package ai.babymusic.gateway.signin.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.local.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {

  private static final Map<String, String> LIMITED =
      Map.of(
          "AUTH_RATE_LIMITS", "on",
          "AUTH_AUTO_CONFIRM", "false",
          "TRUSTED_PROXIES", "127\\.0\\.0\\.1");
  private static final RunningGateway ONE = RunningGateway.start(LIMITED);
  private static final RunningGateway OTHER = RunningGateway.start(LIMITED);

  private final String address = Client.newAddress();
  private final Client client = from(ONE, randomNetwork());

  @AfterAll
  static void stop() {
    ONE.close();
    OTHER.close();
  }

  @Test
  void theEleventhWrongPasswordIsNotLookedAtAndTellsWhenToComeBack() {
    for (int i = 0; i < 10; i++) {
      assertThat(client.signIn(address, "wrong-one").text("code")).isEqualTo("invalid_credentials");
    }
    var refused = client.signIn(address, "wrong-one");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("over_request_rate_limit");
    assertThat(refused.text("message")).isEqualTo("Request rate limit reached");
    assertThat(refused.header("x-sb-error-code")).isEqualTo("over_request_rate_limit");
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(20, 30);
    assertThat(refused.header("ratelimit"))
        .isEqualTo("\"password\";r=0;t=" + refused.header("retry-after"));
    assertThat(refused.header("ratelimit-policy")).isEqualTo("\"password\";q=10;w=300");
  }

  @Test
  void whoGuessesFromOneNetworkKeepsTheOwnerOutNowhereElse() {
    confirmed(address);
    for (int i = 0; i < 20; i++) {
      client.signIn(address, "wrong-one");
    }
    assertThat(client.signIn(address, "lullaby").status()).isEqualTo(429);
    assertThat(from(ONE, randomNetwork()).signIn(address, "lullaby").status()).isEqualTo(200);
  }

  @Test
  void fromSeveralNetworksAnAccountGetsThirtyGuesses() {
    confirmed(address);
    var replies =
        IntStream.range(0, 40)
            .mapToObj(i -> from(i % 2 == 0 ? ONE : OTHER, randomNetwork()))
            .map(somebody -> somebody.signIn(address, "wrong-one").status())
            .toList();
    assertThat(replies.stream().filter(status -> status == 400)).hasSizeBetween(30, 32);
  }

  @Test
  void whereTheOwnerSignedInBeforeNobodyElseKeepsThemOut() {
    confirmed(address);
    String home = randomNetwork();
    assertThat(from(ONE, home).signIn(address, "lullaby").status()).isEqualTo(200);
    for (int i = 0; i < 40; i++) {
      from(ONE, randomNetwork()).signIn(address, "wrong-one");
    }

    assertThat(from(ONE, randomNetwork()).signIn(address, "lullaby").status()).isEqualTo(429);
    assertThat(from(OTHER, home).signIn(address, "lullaby").status()).isEqualTo(200);
  }

  @Test
  void manyGuessesAtOnceAreNoWayAround() throws Exception {
    var replies =
        atOnce(20, i -> from(i % 2 == 0 ? ONE : OTHER, "198.51.100.77").signIn(address, "wrong"));
    assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(10);
    assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(10);
  }

  @Test
  void theRightPasswordDoesNotCount() {
    confirmed(address);
    for (int i = 0; i < 15; i++) {
      assertThat(client.signIn(address, "lullaby").status()).isEqualTo(200);
    }
  }

  @Test
  void allGatewaysCountOneClientTogether() {
    String network = randomNetwork();
    for (int i = 0; i < 15; i++) {
      assertThat(from(ONE, network).post("/auth/v1/recover", "{}").status()).isNotEqualTo(429);
      assertThat(from(OTHER, network).post("/api/auth/recover", "{}").status()).isNotEqualTo(429);
    }
    assertThat(from(ONE, network).post("/auth/v1/recover", "{}").status()).isEqualTo(429);
    assertThat(from(OTHER, network).post("/auth/v1/recover", "{}").status()).isEqualTo(429);
    assertThat(from(OTHER, network).post("/auth/v1/otp", "{}").status()).isNotEqualTo(429);
    assertThat(client.post("/auth/v1/recover", "{}").status()).isNotEqualTo(429);
  }

  @Test
  void aThrottledRefreshIsNoReasonToLogOut() {
    var replies = IntStream.range(0, 200).mapToObj(i -> client.refresh("A".repeat(43))).toList();
    var last = replies.getLast();

    assertThat(replies.getFirst().text("code")).isEqualTo("refresh_token_not_found");
    assertThat(last.status()).isEqualTo(503);
    assertThat(last.text("code")).isEqualTo("over_request_rate_limit");
    assertThat(last.header("retry-after")).isIn("1", "2");
    assertThat(client.signIn(address, "wrong-one").status()).isEqualTo(400);
  }

  @Test
  void aSecondMailOfTheKindComesNoSoonerForAnUnknownAddressThanForAKnownOne() {
    String known = Client.newAddress();
    confirmed(known);
    Admin.jdbc().sql("truncate auth.rate_limits").update();
    var first = client.signUp(known, "lullaby");
    var forKnown = client.signUp(known, "lullaby");
    client.signUp(address, "lullaby");
    var forUnknown = client.signUp(address, "lullaby");

    assertThat(first.status()).isEqualTo(200);
    assertThat(forKnown.status()).isEqualTo(429);
    assertThat(forKnown.text("code")).isEqualTo("over_email_send_rate_limit");
    assertThat(forKnown.text("message"))
        .matches("For security purposes, you can only request this after [56]\\d seconds\\.");
    assertThat(forUnknown.status()).isEqualTo(429);
    assertThat(forUnknown.text("code")).isEqualTo(forKnown.text("code"));
  }

  @Test
  void readingOnesOwnUserIsNotLimitedChangingIs() {
    IntStream.range(0, 40).forEach(i -> client.get("/auth/v1/user"));
    assertThat(client.get("/auth/v1/user").status()).isEqualTo(401);
    IntStream.range(0, 40).forEach(i -> client.put("/auth/v1/user", "{}"));
    assertThat(client.put("/auth/v1/user", "{}").status()).isEqualTo(429);
  }

  @Test
  void theDatabaseKnowsNoAddressAndForgetsFullBuckets() {
    client.signIn(address, "wrong-one");
    var buckets = ONE.bean(Buckets.class);
    assertThat(rows()).isPositive();
    assertThat(
            Admin.jdbc()
                .sql("select count(*) from auth.rate_limits where position(?::bytea in state) > 0")
                .param(address.getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();

    Admin.jdbc().sql("update auth.rate_limits set expires_at = 1").update();
    buckets.removeExpired();
    assertThat(rows()).isZero();
  }

  @Test
  void withoutADatabaseNobodyIsToldToGoAway() {
    String nowhere =
        "postgresql://api_gateway:x@127.0.0.1:%d/baby".formatted(Infrastructure.freePort());
    try (var gateway =
        RunningGateway.start(Map.of("DATABASE_URL", nowhere, "AUTH_RATE_LIMITS", "on"))) {
      var reply = gateway.client().refresh("A".repeat(43));
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isEqualTo("2");
    }
  }

  private static long rows() {
    return Admin.jdbc().sql("select count(*) from auth.rate_limits").query(Long.class).single();
  }

  private void confirmed(String email) {
    from(ONE, randomNetwork()).signUp(email, "lullaby");
    Admin.jdbc()
        .sql("update auth.users set email_confirmed_at = now() where email = ?")
        .param(email)
        .update();
  }

  private static List<Reply> atOnce(int times, IntFunction<Reply> request)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> requests =
          IntStream.range(0, times).<Callable<Reply>>mapToObj(i -> () -> request.apply(i)).toList();
      return threads.invokeAll(requests).stream().map(Future::resultNow).toList();
    }
  }

  private static Client from(RunningGateway gateway, String network) {
    return gateway.client().published().with("X-Forwarded-For", network);
  }

  private static String randomNetwork() {
    return "10.%d.%d.%d"
        .formatted(
            ThreadLocalRandom.current().nextInt(256),
            ThreadLocalRandom.current().nextInt(256),
            ThreadLocalRandom.current().nextInt(1, 255));
  }
}
