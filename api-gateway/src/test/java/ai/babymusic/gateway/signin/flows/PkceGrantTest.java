package ai.babymusic.gateway.signin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PkceGrantTest {

  // The pair of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("s256", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

  private final RunningGateway gateway = RunningGateway.shared();
  private final Client client = gateway.client().published();
  private final Reply signedUp = client.signUp(Client.newAddress(), "lullaby");
  private final UUID user = UUID.fromString(signedUp.json().at("/user/id").asString());

  @Test
  void aCodeAndItsVerifierGetTheSessionOfWhatWasProved() throws Exception {
    var session = trade(issue(CHALLENGE), VERIFIER);
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.json().at("/user/id").asString()).isEqualTo(user.toString());
    var claims = SignedJWT.parse(session.text("access_token")).getJWTClaimsSet();
    assertThat(claims.getListClaim("amr").toString()).contains("method=magiclink");
    assertThat(client.refresh(session.text("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void aPlainChallengeIsItsOwnVerifierAndIsNotKeptAsOne() {
    var challenge = CodeChallenge.of(VERIFIER, "plain").orElseThrow();
    assertThat(challenge.value()).isNotEqualTo(VERIFIER);
    assertThat(trade(issue(challenge), VERIFIER).status()).isEqualTo(200);
  }

  @Test
  void aCodeIsSpentByItsFirstUse() {
    String code = issue(CHALLENGE);
    trade(code, VERIFIER);
    assertRefused(trade(code, VERIFIER), 404, "flow_state_not_found");
  }

  @Test
  void ofManyAtOnceOneGetsTheSession() throws Exception {
    String code = issue(CHALLENGE);
    Callable<Reply> trade = () -> trade(code, VERIFIER);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> trade).toList()).stream()
              .map(future -> future.resultNow().status())
              .sorted()
              .toList();
      assertThat(statuses).containsExactly(200, 404, 404, 404, 404, 404, 404, 404);
    }
  }

  @Test
  void aWrongVerifierTakesTheCodeFromNobody() {
    String code = issue(CHALLENGE);
    for (int guess = 0; guess < 10; guess++) {
      var wrong = trade(code, "x".repeat(43 + guess));
      assertRefused(wrong, 400, "bad_code_verifier");
      assertThat(wrong.text("message"))
          .isEqualTo("code challenge does not match previously saved code verifier");
    }
    assertThat(trade(code, VERIFIER).status()).isEqualTo(200);
  }

  @Test
  void guessingComesToAnEnd() {
    String code = issue(CHALLENGE);
    Admin.jdbc()
        .sql("update auth.flow_state set guesses = 100 where user_id = ?")
        .param(user)
        .update();
    assertRefused(trade(code, VERIFIER), 404, "flow_state_not_found");
  }

  @Test
  void aCodeIsGoodForFiveMinutes() {
    String code = issue(CHALLENGE);
    issuedAgo("299 seconds");
    assertRefused(trade(code, "x".repeat(43)), 400, "bad_code_verifier");
    issuedAgo("301 seconds");
    assertRefused(trade(code, VERIFIER), 422, "flow_state_expired");
  }

  @Test
  void aNewPasswordTakesCodesBack() {
    String code = issue(CHALLENGE);
    client
        .bearer(signedUp.text("access_token"))
        .put("/auth/v1/user", "{\"password\":\"new-lullaby\"}");
    assertRefused(trade(code, VERIFIER), 404, "flow_state_not_found");
  }

  @Test
  void whoIsBannedGetsNone() {
    String code = issue(CHALLENGE);
    Admin.jdbc()
        .sql("update auth.users set banned_until = now() + interval '1 day' where id = ?")
        .param(user)
        .update();
    assertRefused(trade(code, VERIFIER), 403, "user_banned");
  }

  @Test
  void onlyItsHashIsKept() {
    String code = issue(CHALLENGE);
    var row = Admin.jdbc().sql("select f::text from auth.flow_state f where user_id = ?");
    assertThat(row.param(user).query(String.class).single()).doesNotContain(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"auth_code\":\"x\"}",
        "{\"code_verifier\":\"x\",\"auth_code\":null}",
        "{\"code_verifier\":\"\",\"auth_code\":\"x\"}"
      })
  void bothFieldsAreNeeded(String body) {
    assertRefused(client.post("/auth/v1/token?grant_type=pkce", body), 400, "validation_failed");
  }

  private String issue(CodeChallenge challenge) {
    var codes = gateway.bean(AuthCodes.class);
    return codes.issue(Admin.jdbc(), user, challenge, AuthenticationMethod.MAGIC_LINK);
  }

  private void issuedAgo(String interval) {
    Admin.jdbc()
        .sql(
            """
            update auth.flow_state set auth_code_issued_at = now() - ?::interval,
              created_at = now() - ?::interval
            where user_id = ?
            """)
        .params(interval, interval, user)
        .update();
  }

  private Reply trade(String code, String verifier) {
    return client.post(
        "/auth/v1/token?grant_type=pkce",
        """
        {"auth_code":"%s","code_verifier":"%s"}
        """
            .formatted(code, verifier));
  }

  private static void assertRefused(Reply reply, int status, String code) {
    assertThat(reply.text("code")).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }
}
