package ai.babymusic.gateway.signin.accounts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code auth.users}. Every method joins the transaction whose {@link JdbcClient} it is given. */
@Component
public class AccountTable {

  static final Map<String, Object> EMAIL_METADATA =
      Map.of("provider", "email", "providers", List.of("email"));

  private static final String SELECT =
      """
      select id, role, email, email_change, encrypted_password, email_confirmed_at, invited_at,
             confirmation_sent_at, recovery_sent_at, email_change_sent_at, reauthentication_sent_at,
             last_sign_in_at, banned_until, raw_app_meta_data, raw_user_meta_data, is_anonymous,
             created_at, updated_at
      from auth.users
      where deleted_at is null and
      """;

  private final JsonMapper json;
  private final IdentityTable identities;
  private final AccountRow row;

  AccountTable(JsonMapper json, IdentityTable identities) {
    this.json = json;
    this.identities = identities;
    this.row = new AccountRow(json);
  }

  public Optional<Account> find(JdbcClient jdbc, UUID id) {
    return jdbc.sql(SELECT + "id = ?").param(id).query(row).optional().map(a -> whole(jdbc, a));
  }

  /** Two queries, also for an address without an account: their time must not tell it. */
  public Optional<Account> find(JdbcClient jdbc, EmailAddress email) {
    Optional<Account> found =
        jdbc.sql(SELECT + "lower(email) = ?").param(email.value()).query(row).optional();
    List<Identity> ways = identities.of(jdbc, found.map(Account::id).orElseGet(UUID::randomUUID));
    return found.map(account -> account.with(ways));
  }

  /** The same, and nobody else changes it until this transaction ends. */
  public Optional<Account> lock(JdbcClient jdbc, UUID id) {
    return jdbc.sql(SELECT + "id = ? for no key update")
        .param(id)
        .query(row)
        .optional()
        .map(a -> whole(jdbc, a));
  }

  /** Empty if the address is taken, also by a sign-up that is just committing. */
  public Optional<Account> add(JdbcClient jdbc, NewAccount wanted) {
    return insert(jdbc, wanted).flatMap(user -> find(jdbc, user));
  }

  /**
   * Adds an account and takes it back, for an address that is taken: the time of a sign-up must not
   * tell it. What would be done at the end of the transaction is done, and undone, at once.
   */
  public void pretendToAdd(JdbcClient jdbc, NewAccount wanted) {
    jdbc.sql("savepoint pretence").update();
    insert(jdbc, wanted.forNobody());
    jdbc.sql("set constraints all immediate; rollback to savepoint pretence").update();
  }

  /**
   * Notes a sign-in. False if the account is gone, or its password is no longer the one that was
   * looked at, and so no session may come of it.
   */
  public boolean noteSignIn(JdbcClient jdbc, Account account) {
    return jdbc.sql(
                """
                update auth.users set last_sign_in_at = now()
                where id = :id and encrypted_password is not distinct from :hash and deleted_at is null
                """)
            .param("id", account.id())
            .param("hash", account.passwordHash())
            .update()
        == 1;
  }

  public void setPassword(JdbcClient jdbc, UUID id, String hash) {
    jdbc.sql("update auth.users set encrypted_password = ? where id = ?").params(hash, id).update();
  }

  /** Links and codes that were mailed before: none of them opens the account any more. */
  public void forgetOneTimeTokens(JdbcClient jdbc, UUID id) {
    jdbc.sql("delete from auth.one_time_tokens where user_id = ?").param(id).update();
  }

  public void setUserMetadata(JdbcClient jdbc, UUID id, Map<String, Object> userMetadata) {
    jdbc.sql("update auth.users set raw_user_meta_data = ?::jsonb where id = ?")
        .params(json.writeValueAsString(userMetadata), id)
        .update();
  }

  private Optional<UUID> insert(JdbcClient jdbc, NewAccount wanted) {
    EmailAddress email = wanted.email();
    boolean guest = email == null;
    Optional<UUID> id =
        jdbc.sql(
                """
                insert into auth.users (email, encrypted_password, email_confirmed_at,
                  confirmation_sent_at, raw_app_meta_data, raw_user_meta_data, is_anonymous)
                values (:email, :hash, case when :confirmed then now() end,
                  case when not :confirmed then now() end, :app::jsonb, :user::jsonb, :guest)
                on conflict do nothing
                returning id
                """)
            .param("email", email == null ? null : email.value())
            .param("hash", wanted.passwordHash())
            .param("confirmed", wanted.confirmed() && !guest)
            .param("app", guest ? "{}" : json.writeValueAsString(EMAIL_METADATA))
            .param("user", json.writeValueAsString(wanted.userMetadata()))
            .param("guest", guest)
            .query(UUID.class)
            .optional();
    if (email != null) {
      id.ifPresent(user -> identities.addEmail(jdbc, user, email, wanted.confirmed()));
    }
    return id;
  }

  private Account whole(JdbcClient jdbc, Account account) {
    return account.with(identities.of(jdbc, account.id()));
  }
}
