package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.signin.expiry.Perishable;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@code auth.flow_state}: codes that a browser carries back to the frontend, where one call trades
 * each for a session, once. Only hashes of them are kept.
 */
@Component
public class AuthCodes implements Perishable {

  /** The contract's. The frontend trades a code as soon as its page has loaded. */
  private static final int LIFE_SECONDS = 300;

  /**
   * A verifier has 256 bits and is not guessed; this is for one that some client made too simple.
   * It is far above what a client sends by mistake, so that whoever merely saw the code in an
   * address has trouble to use it up before its owner, who comes within a second.
   */
  private static final int MAX_GUESSES = 100;

  /**
   * Makes a code, in the transaction that decided that the user may sign in.
   *
   * @param challenge who may trade it
   * @param method what the user proved, for the session
   */
  public String issue(
      JdbcClient jdbc, UUID user, CodeChallenge challenge, AuthenticationMethod method) {
    String code = UUID.randomUUID().toString(); // the contract's form; 122 bits of SecureRandom
    jdbc.sql(
            """
            insert into auth.flow_state (user_id, auth_code_hash, code_challenge_method,
              code_challenge, authentication_method, auth_code_issued_at)
            values (:user, :hash, :method, :challenge, :proof, now())
            """)
        .param("user", user)
        .param("hash", new Secret(code).hash())
        .param("method", challenge.method())
        .param("challenge", challenge.value())
        .param("proof", method.claim())
        .update();
    return code;
  }

  /** Codes that were given out before: none of them opens the account any more. */
  public void forget(JdbcClient jdbc, UUID user) {
    jdbc.sql("delete from auth.flow_state where user_id = ?").param(user).update();
  }

  /**
   * Spends a code. The guess counts though it was wrong: the transaction has to commit then too.
   */
  Redemption redeem(JdbcClient jdbc, String code, String verifier) {
    byte[] hash = new Secret(code).hash();
    // The row is locked until the end: of two that come at once the second finds it gone.
    Optional<Code> found =
        jdbc.sql(
                """
                update auth.flow_state set guesses = guesses + 1
                where auth_code_hash = :hash and guesses < :max
                returning user_id, code_challenge_method, code_challenge, authentication_method,
                  auth_code_issued_at < now() - make_interval(secs => :life) as expired
                """)
            .param("hash", hash)
            .param("max", MAX_GUESSES)
            .param("life", LIFE_SECONDS)
            .query(AuthCodes::code)
            .optional();
    if (found.isEmpty()) {
      return new Redemption.Unknown();
    }
    Code known = found.get();
    if (known.expired()) {
      return new Redemption.Expired();
    }
    if (!known.challenge().isMetBy(verifier)) {
      return new Redemption.WrongVerifier();
    }
    jdbc.sql("delete from auth.flow_state where auth_code_hash = ?").param(hash).update();
    return new Redemption.Redeemed(known.user(), known.method());
  }

  @Override
  public int removePast(JdbcClient jdbc, int most) {
    return jdbc.sql(
            """
            delete from auth.flow_state where id in (
              select id from auth.flow_state
              where created_at < now() - interval '1 hour' limit ? for update skip locked)
            """)
        .param(most)
        .update();
  }

  private record Code(
      UUID user, CodeChallenge challenge, AuthenticationMethod method, boolean expired) {}

  private static Code code(ResultSet row, int number) throws SQLException {
    return new Code(
        row.getObject("user_id", UUID.class),
        new CodeChallenge(row.getString("code_challenge_method"), row.getString("code_challenge")),
        AuthenticationMethod.named(row.getString("authentication_method")),
        row.getBoolean("expired"));
  }
}
