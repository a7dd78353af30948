package ai.babymusic.gateway.signin.accounts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code auth.users}. Every method joins the transaction whose {@link JdbcClient} it is given. */
@Component
public class AccountTable {

  public static final Map<String, Object> EMAIL_METADATA =
      Map.of("provider", "email", "providers", List.of("email"));

  static final String SELECT =
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
   * Adds an account and takes it back, for an address that is taken: neither the answer of a
   * sign-up nor its time must tell it. What would be done at the end of the transaction is done,
   * and undone, at once.
   *
   * @return what would have been added
   */
  public Account addNobody(JdbcClient jdbc, NewAccount wanted) {
    jdbc.sql("savepoint nobody").update();
    Account nobody = add(jdbc, wanted.forNobody()).orElseThrow();
    jdbc.sql("set constraints all immediate; rollback to savepoint nobody").update();
    return nobody.at(Objects.requireNonNull(wanted.email()));
  }

  /**
   * A sign-up for an address that nobody has confirmed yet. Who they are that sign up is not known:
   * if they do not agree on the password, none of them sets it, and whoever reads the mail will.
   *
   * @param agreed the hash that the new password was found to belong to; null if to none
   */
  public void repeat(JdbcClient jdbc, EmailAddress email, @Nullable String agreed) {
    jdbc.sql(
            """
            update auth.users set encrypted_password = null
            where lower(email) = :email and email_confirmed_at is null and deleted_at is null
              and encrypted_password is distinct from :agreed
            """)
        .param("email", email.value())
        .param("agreed", agreed)
        .update();
  }

  /** An operator's word for an account that nobody has confirmed yet. */
  public void renew(JdbcClient jdbc, UUID id, NewAccount wanted) {
    jdbc.sql(
            """
            update auth.users set encrypted_password = :hash, raw_user_meta_data = :user::jsonb
            where id = :id and email_confirmed_at is null
            """)
        .param("hash", wanted.passwordHash())
        .param("user", json.writeValueAsString(wanted.userMetadata()))
        .param("id", id)
        .update();
  }

  /**
   * Notes a sign-in. False if the account is gone or banned, or its password is no longer the one
   * that was looked at, and so no session may come of it.
   */
  public boolean noteSignIn(JdbcClient jdbc, Account account) {
    return jdbc.sql(
                """
                update auth.users set last_sign_in_at = now()
                where id = :id and encrypted_password is not distinct from :hash and deleted_at is null
                  and (banned_until is null or banned_until <= now())
                """)
            .param("id", account.id())
            .param("hash", account.passwordHash())
            .update()
        == 1;
  }

  public void setPassword(JdbcClient jdbc, UUID id, String hash) {
    jdbc.sql("update auth.users set encrypted_password = ? where id = ?").params(hash, id).update();
  }

  /** The address is the user's: a mail to it was answered. */
  public void confirm(JdbcClient jdbc, Account account) {
    jdbc.sql(
            """
            update auth.users set email_confirmed_at = now()
            where id = ? and email_confirmed_at is null and email is not null
            """)
        .param(account.id())
        .update();
    identities.confirmEmail(jdbc, account.id());
  }

  public void dropPassword(JdbcClient jdbc, UUID id) {
    jdbc.sql("update auth.users set encrypted_password = null where id = ?").param(id).update();
  }

  public void noteMailed(JdbcClient jdbc, UUID id, MailMark mark) {
    jdbc.sql("update auth.users set " + mark.column() + " = now() where id = ?").param(id).update();
  }

  public void setUserMetadata(JdbcClient jdbc, UUID id, Map<String, Object> userMetadata) {
    jdbc.sql("update auth.users set raw_user_meta_data = ?::jsonb where id = ?")
        .params(json.writeValueAsString(userMetadata), id)
        .update();
  }

  /**
   * Deletes it with all that is its own: sign-ins, profile, songs. False if there was no such
   * account.
   */
  public boolean delete(JdbcClient jdbc, UUID id) {
    return jdbc.sql("select auth.delete_account(?)").param(id).query(Boolean.class).single();
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
