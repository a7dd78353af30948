package ai.babymusic.gateway.signin.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What operators do to {@code auth.users}, and nobody else. */
@Component
public class AdministeredAccounts {

  private final JsonMapper json;
  private final IdentityTable identities;
  private final AccountRow row;

  AdministeredAccounts(JsonMapper json, IdentityTable identities) {
    this.json = json;
    this.identities = identities;
    this.row = new AccountRow(json);
  }

  /** Newest first. */
  public List<Account> page(JdbcClient jdbc, long offset, int limit) {
    List<Account> found =
        jdbc.sql(AccountTable.SELECT + "true order by created_at desc, id limit ? offset ?")
            .params(limit, offset)
            .query(row)
            .list();
    Map<UUID, List<Identity>> ways = identities.of(jdbc, found.stream().map(Account::id).toList());
    return found.stream()
        .map(account -> account.with(ways.getOrDefault(account.id(), List.of())))
        .toList();
  }

  public long count(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from auth.users where deleted_at is null")
        .query(Long.class)
        .single();
  }

  /** The id of the new account; empty if its address or the wished id is taken. */
  public Optional<UUID> add(JdbcClient jdbc, @Nullable UUID wishedId, Settings settings) {
    EmailAddress email = settings.email();
    Optional<UUID> id =
        jdbc.sql(
                """
                insert into auth.users (id, email, encrypted_password, email_confirmed_at,
                  raw_app_meta_data, raw_user_meta_data, banned_until)
                values (coalesce(:id::uuid, gen_random_uuid()), :email, :hash,
                  case when :confirm then now() end, :app::jsonb, :user::jsonb, :banned)
                on conflict do nothing
                returning id
                """)
            .param("id", wishedId)
            .params(parameters(settings))
            .query(UUID.class)
            .optional();
    if (email != null) {
      id.ifPresent(user -> identities.addEmail(jdbc, user, email, settings.confirm()));
    }
    return id;
  }

  /**
   * Sets all of it; a null address or password stays as it was. A change of address that waits for
   * its mails is over when an operator sets one.
   *
   * @throws DuplicateKeyException if the address is another account's
   */
  public void change(JdbcClient jdbc, UUID id, Settings settings) {
    EmailAddress email = settings.email();
    jdbc.sql(
            """
            update auth.users
            set email = coalesce(:email::text, email),
                email_change = case when :email::text is null then email_change end,
                encrypted_password = coalesce(:hash::text, encrypted_password),
                email_confirmed_at = case when :confirm then coalesce(email_confirmed_at, now())
                                          else email_confirmed_at end,
                is_anonymous = is_anonymous and not (:confirm and :email::text is not null),
                raw_app_meta_data = :app::jsonb,
                raw_user_meta_data = :user::jsonb,
                banned_until = :banned
            where id = :id
            """)
        .param("id", id)
        .params(parameters(settings))
        .update();
    if (email != null) {
      identities.addEmail(jdbc, id, email, settings.confirm());
    } else if (settings.confirm()) {
      identities.confirmEmail(jdbc, id);
    }
  }

  /**
   * Takes from an account everything by which it could be signed in to, and leaves its row, its
   * profile and its songs. The address is free again; nothing brings the account back. False if
   * there was none.
   */
  public boolean softDelete(JdbcClient jdbc, UUID id) {
    identities.removeAll(jdbc, id);
    return jdbc.sql(
                """
                update auth.users
                set deleted_at = coalesce(deleted_at, now()), email = null, email_change = null,
                    encrypted_password = null, raw_app_meta_data = '{}', raw_user_meta_data = '{}'
                where id = ?
                """)
            .param(id)
            .update()
        == 1;
  }

  private Map<String, @Nullable Object> parameters(Settings settings) {
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("email", settings.email() == null ? null : settings.email().value());
    parameters.put("hash", settings.passwordHash());
    parameters.put("confirm", settings.confirm());
    parameters.put("app", json.writeValueAsString(settings.appMetadata()));
    parameters.put("user", json.writeValueAsString(settings.userMetadata()));
    parameters.put("banned", utc(settings.bannedUntil()));
    return parameters;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /**
   * What an operator decides of an account.
   *
   * @param confirm whether the address is the owner's on the operator's word
   * @param bannedUntil null: not banned
   */
  public record Settings(
      @Nullable EmailAddress email,
      @Nullable String passwordHash,
      boolean confirm,
      Map<String, Object> appMetadata,
      Map<String, Object> userMetadata,
      @Nullable Instant bannedUntil) {

    @Override
    public String toString() {
      return "settings of an account"; // address and hash must not reach a log by accident
    }
  }
}
