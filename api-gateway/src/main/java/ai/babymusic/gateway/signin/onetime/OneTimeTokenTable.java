package ai.babymusic.gateway.signin.onetime;

import ai.babymusic.gateway.signin.expiry.Perishable;
import ai.babymusic.gateway.signin.flows.CodeChallenge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code auth.one_time_tokens}: hashes alone. Spending one is deleting its row. */
@Component
class OneTimeTokenTable implements Perishable {

  private static final String SPENT =
      " returning user_id, token_type, relates_to, code_challenge_method, code_challenge";

  /** A newer token takes the place of an older one for the same; false if this is the older. */
  boolean put(
      JdbcClient jdbc,
      UUID user,
      Purpose purpose,
      String sentTo,
      Minted minted,
      Duration life,
      Instant requestedAt,
      @Nullable CodeChallenge challenge) {
    return jdbc.sql(
                """
                insert into auth.one_time_tokens (user_id, token_type, token_hash, code_hash, relates_to,
                  expires_at, requested_at, code_challenge_method, code_challenge)
                values (:user, :type, :hash, :code, :to, now() + make_interval(secs => :life), :requested,
                  :method, :challenge)
                on conflict (user_id, token_type) do update
                set id = excluded.id, token_hash = excluded.token_hash, code_hash = excluded.code_hash,
                    relates_to = excluded.relates_to, expires_at = excluded.expires_at, tries = 0,
                    code_challenge_method = excluded.code_challenge_method,
                    code_challenge = excluded.code_challenge, created_at = now(),
                    requested_at = excluded.requested_at
                where auth.one_time_tokens.requested_at <= excluded.requested_at
                """)
            .param("user", user)
            .param("type", purpose.column())
            .param("hash", OneTimeSecret.hash(minted.secret().link()))
            .param("code", minted.codeHash())
            .param("to", sentTo)
            .param("life", life.toSeconds())
            .param("method", challenge == null ? null : challenge.method())
            .param("challenge", challenge == null ? null : challenge.value())
            .param("requested", requestedAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<Proof> spendLink(JdbcClient jdbc, String link, Collection<Purpose> purposes) {
    return jdbc.sql(
            "delete from auth.one_time_tokens"
                + " where token_hash = :hash and token_type in (:types) and expires_at > now()"
                + SPENT)
        .param("hash", OneTimeSecret.hash(link))
        .param("types", columns(purposes))
        .query(OneTimeTokenTable::proof)
        .optional();
  }

  /** Counted before the code is compared, so that tries side by side are counted too. */
  List<Candidate> countTry(
      JdbcClient jdbc, String sentTo, Collection<Purpose> purposes, int mostTries) {
    return jdbc.sql(
            """
            update auth.one_time_tokens set tries = tries + 1
            where relates_to = :to and token_type in (:types) and tries < :most
              and expires_at > now() and code_hash is not null
            returning id, code_hash
            """)
        .param("to", sentTo)
        .param("types", columns(purposes))
        .param("most", mostTries)
        .query((row, number) ->
            new Candidate(row.getObject("id", UUID.class), row.getString("code_hash")))
        .list();
  }

  Optional<Proof> spend(JdbcClient jdbc, Candidate candidate) {
    return jdbc.sql("delete from auth.one_time_tokens where id = ? and expires_at > now()" + SPENT)
        .param(candidate.id())
        .query(OneTimeTokenTable::proof)
        .optional();
  }

  void removeAll(JdbcClient jdbc, UUID user) {
    jdbc.sql("delete from auth.one_time_tokens where user_id = ?").param(user).update();
  }

  void remove(JdbcClient jdbc, UUID user, Collection<Purpose> purposes) {
    jdbc.sql("delete from auth.one_time_tokens where user_id = :user and token_type in (:types)")
        .param("user", user)
        .param("types", columns(purposes))
        .update();
  }

  @Override
  public int removePast(JdbcClient jdbc, int most) {
    return jdbc.sql(
            """
            delete from auth.one_time_tokens where id in (
              select id from auth.one_time_tokens
              where expires_at < now() limit ? for update skip locked)
            """)
        .param(most)
        .update();
  }

  private static List<String> columns(Collection<Purpose> purposes) {
    return purposes.stream().map(Purpose::column).toList();
  }

  private static Proof proof(ResultSet row, int number) throws SQLException {
    String method = row.getString("code_challenge_method");
    return new Proof(
        row.getObject("user_id", UUID.class),
        Purpose.ofColumn(row.getString("token_type")),
        row.getString("relates_to"),
        method == null
            ? Optional.empty()
            : Optional.of(new CodeChallenge(method, row.getString("code_challenge"))));
  }
}
