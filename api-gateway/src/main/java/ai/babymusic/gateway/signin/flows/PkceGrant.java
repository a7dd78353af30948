package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import ai.babymusic.gateway.signin.sessions.Session;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A session for a code and the verifier of its challenge. */
@Component
public class PkceGrant {

  private static final Logger log = LoggerFactory.getLogger(PkceGrant.class);

  private final Database database;
  private final AuthCodes codes;
  private final AccountTable accounts;
  private final Sessions sessions;
  private final Clock clock;

  PkceGrant(
      @Qualifier("auth") Database database,
      AuthCodes codes,
      AccountTable accounts,
      Sessions sessions,
      Clock clock) {
    this.database = database;
    this.codes = codes;
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Trades the code in the body.
   *
   * @throws AuthError if code and verifier do not get a session
   */
  public Session session(AuthBody body, ClientDevice device) {
    String code = body.text("auth_code").orElseThrow(PkceGrant::incomplete);
    String verifier = body.text("code_verifier").orElseThrow(PkceGrant::incomplete);
    // The refusal is thrown outside: inside it would undo the counting of a wrong guess.
    Supplier<Session> answer =
        database.write(jdbc ->
            switch (codes.redeem(jdbc, code, verifier)) {
              case Redemption.Redeemed(var user, var method) -> open(jdbc, user, method, device);
              case Redemption.Unknown() -> refusal(unknown());
              case Redemption.Expired() ->
                  refusal(
                      AuthError.unprocessable(
                          "flow_state_expired", "invalid flow state, flow state has expired"));
              case Redemption.WrongVerifier() ->
                  refusal(
                      AuthError.badRequest(
                          "bad_code_verifier",
                          "code challenge does not match previously saved code verifier"));
            });
    return answer.get();
  }

  private Supplier<Session> open(
      JdbcClient jdbc, UUID user, AuthenticationMethod method, ClientDevice device) {
    Account account = accounts.lock(jdbc, user).orElse(null);
    if (account == null) {
      return refusal(unknown());
    }
    if (account.isBanned(clock.instant())) {
      return refusal(AuthError.forbidden("user_banned", "User is banned"));
    }
    accounts.noteSignIn(jdbc, account);
    var current = accounts.find(jdbc, user).orElseThrow();
    Session session = sessions.open(jdbc, current, method, device);
    log.atInfo()
        .addKeyValue("user_id", user)
        .addKeyValue("method", method.claim())
        .log("signed in");
    return () -> session;
  }

  private static Supplier<Session> refusal(AuthError error) {
    return () -> {
      throw error;
    };
  }

  private static AuthError unknown() {
    return AuthError.of(
        HttpStatus.NOT_FOUND,
        "flow_state_not_found",
        "invalid flow state, no valid flow state found");
  }

  private static AuthError incomplete() {
    return AuthError.validationFailed(
        "invalid request: both auth code and code verifier should be non-empty");
  }
}
