package ai.babymusic.gateway.signin.accounts;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What other providers know of accounts, in {@code auth.identities} and {@code auth.users}. */
@Component
public class ProvidedIdentities {

  private final JsonMapper json;

  ProvidedIdentities(JsonMapper json) {
    this.json = json;
  }

  public Optional<UUID> owner(JdbcClient jdbc, ProvidedIdentity identity) {
    return jdbc.sql("select user_id from auth.identities where provider = ? and provider_id = ?")
        .params(identity.provider(), identity.id())
        .query(UUID.class)
        .optional();
  }

  /** Keeps what the provider tells today. */
  public void refresh(JdbcClient jdbc, ProvidedIdentity identity) {
    jdbc.sql(
            """
            update auth.identities
            set identity_data = ?::jsonb, last_sign_in_at = now(), updated_at = now()
            where provider = ? and provider_id = ?
            """)
        .params(json.writeValueAsString(identity.data()), identity.provider(), identity.id())
        .update();
  }

  /** False if the identity was linked already, to this account or another. */
  public boolean link(JdbcClient jdbc, UUID user, ProvidedIdentity identity) {
    int added =
        jdbc.sql(
                """
                insert into auth.identities (provider, provider_id, user_id, identity_data, last_sign_in_at)
                values (?, ?, ?, ?::jsonb, now())
                on conflict do nothing
                """)
            .params(
                identity.provider(), identity.id(), user, json.writeValueAsString(identity.data()))
            .update();
    listProviders(jdbc, user);
    return added == 1;
  }

  /**
   * Makes an account whose address the provider vouches for. Empty if the address is taken, also by
   * a sign-up that is just committing.
   */
  public Optional<UUID> add(JdbcClient jdbc, EmailAddress proved, ProvidedIdentity identity) {
    Optional<UUID> id =
        jdbc.sql(
                """
                insert into auth.users (email, email_confirmed_at, raw_user_meta_data)
                values (?, now(), ?::jsonb)
                on conflict do nothing
                returning id
                """)
            .params(proved.value(), json.writeValueAsString(identity.data()))
            .query(UUID.class)
            .optional();
    id.ifPresent(user -> link(jdbc, user, identity));
    return id;
  }

  /**
   * Hands an account that nobody had confirmed to whoever the provider vouches for. Whatever else
   * opened it, or waited to, was put there by someone who proved nothing.
   */
  public void claim(JdbcClient jdbc, UUID user, ProvidedIdentity identity) {
    jdbc.sql(
            """
            update auth.users
            set email_confirmed_at = now(), encrypted_password = null, email_change = null,
                raw_user_meta_data = ?::jsonb
            where id = ?
            """)
        .params(json.writeValueAsString(identity.data()), user)
        .update();
    jdbc.sql(
            """
            delete from auth.identities
            where user_id = ? and (provider, provider_id) is distinct from (?, ?)
            """)
        .params(user, identity.provider(), identity.id())
        .update();
  }

  /** A guest who gets an address is one no longer. False if the address is another account's. */
  public boolean nameGuest(JdbcClient jdbc, UUID guest, EmailAddress proved) {
    boolean taken =
        jdbc.sql("select exists (select from auth.users where lower(email) = ?)")
            .param(proved.value())
            .query(Boolean.class)
            .single();
    if (!taken) {
      jdbc.sql(
              """
              update auth.users set email = ?, email_confirmed_at = now(), is_anonymous = false
              where id = ? and is_anonymous
              """)
          .params(proved.value(), guest)
          .update();
    }
    return !taken;
  }

  /** What is unlinked opens the account no more: with the e-mail identity goes the password. */
  public void unlink(JdbcClient jdbc, Identity identity) {
    jdbc.sql("delete from auth.identities where id = ?").param(identity.identityId()).update();
    if (identity.provider().equals("email")) {
      jdbc.sql("update auth.users set encrypted_password = null where id = ?")
          .param(identity.userId())
          .update();
    }
    listProviders(jdbc, identity.userId());
  }

  /** {@code app_metadata}: the provider that was first, and all there are. */
  private static void listProviders(JdbcClient jdbc, UUID user) {
    jdbc.sql(
            """
            with linked as (
              select array_agg(provider order by since, provider) as names from (
                select provider, min(created_at) as since from auth.identities
                where user_id = :user group by provider) each)
            update auth.users set raw_app_meta_data = raw_app_meta_data || jsonb_build_object(
              'provider', case when raw_app_meta_data ->> 'provider' = any (names)
                               then raw_app_meta_data ->> 'provider' else names[1] end,
              'providers', to_jsonb(names))
            from linked where id = :user
            """)
        .param("user", user)
        .update();
  }
}
