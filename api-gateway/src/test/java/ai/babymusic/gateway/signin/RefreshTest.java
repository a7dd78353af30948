package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import com.nimbusds.jwt.SignedJWT;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshTest {

  private final Client client = RunningGateway.shared().client().published();
  private final Reply signedUp = client.signUp(Client.newAddress(), "lullaby");
  private final String first = signedUp.text("refresh_token");

  @Test
  void aRefreshKeepsTheSessionAndTradesTheToken() throws Exception {
    var refreshed = client.refresh(first);
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.text("refresh_token")).isNotEqualTo(first);
    assertThat(claim(refreshed, "session_id")).isEqualTo(claim(signedUp, "session_id"));
    assertThat(claim(refreshed, "amr")).isEqualTo(claim(signedUp, "amr"));
    assertThat(client.refresh(refreshed.text("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void aStormOfRefreshesMakesOneSuccessorAndLogsNobodyOut() throws Exception {
    Callable<Reply> refresh = () -> client.refresh(first);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies =
          threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> refresh).toList()).stream()
              .map(future -> future.resultNow())
              .toList();
      assertThat(replies).allMatch(reply -> reply.status() == 200);
      assertThat(replies.stream().map(reply -> reply.text("refresh_token")).distinct()).hasSize(1);
      assertThat(client.refresh(replies.getFirst().text("refresh_token")).status()).isEqualTo(200);
    }
  }

  @Test
  void theParentOfTheActiveTokenGetsTheActiveOneHoweverLate() {
    String active = client.refresh(first).text("refresh_token");
    letTimePass();
    assertThat(client.refresh(first).text("refresh_token")).isEqualTo(active);
  }

  @Test
  void anyTokenJustTradedGetsTheActiveOne() {
    String second = client.refresh(first).text("refresh_token");
    String third = client.refresh(second).text("refresh_token");
    assertThat(client.refresh(first).text("refresh_token")).isEqualTo(third);
  }

  @Test
  void anOldTokenAfterTheIntervalEndsTheSession() {
    String second = client.refresh(first).text("refresh_token");
    String third = client.refresh(second).text("refresh_token");
    letTimePass();
    var reused = client.refresh(first);
    assertThat(reused.status()).isEqualTo(400);
    assertThat(reused.text("code")).isEqualTo("refresh_token_already_used");
    assertThat(reused.text("message")).isEqualTo("Invalid Refresh Token: Already Used");
    assertThat(client.refresh(third).text("code")).isEqualTo("refresh_token_not_found");
    assertThat(client.bearer(signedUp.text("access_token")).get("/auth/v1/user").text("code"))
        .isEqualTo("session_not_found");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    assertThat(client.refresh("x").text("code")).isEqualTo("validation_failed");
    assertThat(client.refresh("").status()).isEqualTo(400);
    assertThat(client.refresh("").body())
        .isEqualTo(
            "{\"error\":\"invalid_request\",\"error_description\":\"refresh_token required\"}");
    assertThat(client.refresh("A".repeat(43)).text("code")).isEqualTo("refresh_token_not_found");
    assertThat(
            client
                .post("/auth/v1/token?grant_type=refresh_token", "{\"refresh_token\":null}")
                .status())
        .isEqualTo(400);
  }

  /** For the tokens of this test: what was traded just now was traded a minute ago. */
  private void letTimePass() {
    Admin.jdbc()
        .sql(
            """
            set session_replication_role = replica;
            update auth.refresh_tokens set updated_at = updated_at - interval '1 minute'
            where user_id = '%s'
            """
                .formatted(UUID.fromString(signedUp.json().at("/user/id").asString())))
        .update();
  }

  private static Object claim(Reply session, String name) throws Exception {
    return SignedJWT.parse(session.text("access_token")).getJWTClaimsSet().getClaim(name);
  }
}
