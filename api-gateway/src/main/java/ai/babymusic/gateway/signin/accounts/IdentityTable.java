package ai.babymusic.gateway.signin.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code auth.identities}. */
@Component
class IdentityTable {

  private final JsonMapper json;

  IdentityTable(JsonMapper json) {
    this.json = json;
  }

  List<Identity> of(JdbcClient jdbc, UUID user) {
    return of(jdbc, List.of(user)).getOrDefault(user, List.of());
  }

  Map<UUID, List<Identity>> of(JdbcClient jdbc, List<UUID> users) {
    return jdbc
        .sql(
            """
            select id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at,
                   updated_at, email
            from auth.identities where user_id = any(?) order by created_at, id
            """)
        .param(users.toArray(UUID[]::new))
        .query(this::identity)
        .list()
        .stream()
        .collect(Collectors.groupingBy(Identity::userId));
  }

  void addEmail(JdbcClient jdbc, UUID user, EmailAddress email, boolean verified) {
    putEmail(jdbc, user, email.value(), verified);
  }

  /** The address that the account has now; one that only knew other providers gets it too. */
  void setEmail(JdbcClient jdbc, UUID user, String email) {
    putEmail(jdbc, user, email, true);
  }

  void confirmEmail(JdbcClient jdbc, UUID user) {
    jdbc.sql(
            """
            update auth.identities
            set identity_data = identity_data || '{"email_verified": true}', updated_at = now()
            where user_id = ? and provider = 'email'
              and identity_data -> 'email_verified' is distinct from 'true'
            """)
        .param(user)
        .update();
  }

  private void putEmail(JdbcClient jdbc, UUID user, String email, boolean verified) {
    jdbc.sql(
            """
            insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at)
            values (?, ?, ?::jsonb, 'email', now())
            on conflict (provider, provider_id) do update
            set identity_data = auth.identities.identity_data || excluded.identity_data,
                updated_at = now()
            """)
        .params(user.toString(), user, json.writeValueAsString(emailData(user, email, verified)))
        .update();
  }

  static Map<String, Object> emailData(UUID user, String email, boolean verified) {
    return Map.of("sub", user, "email", email, "email_verified", verified, "phone_verified", false);
  }

  void removeAll(JdbcClient jdbc, UUID user) {
    jdbc.sql("delete from auth.identities where user_id = ?").param(user).update();
  }

  private Identity identity(ResultSet row, int number) throws SQLException {
    return new Identity(
        row.getObject("id", UUID.class),
        row.getString("provider_id"),
        row.getObject("user_id", UUID.class),
        AccountRow.object(json, row.getString("identity_data")),
        row.getString("provider"),
        AccountRow.instant(row, "last_sign_in_at"),
        AccountRow.required(row, "created_at"),
        AccountRow.required(row, "updated_at"),
        row.getString("email"));
  }
}
