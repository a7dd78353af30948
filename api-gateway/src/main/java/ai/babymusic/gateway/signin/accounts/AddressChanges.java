package ai.babymusic.gateway.signin.accounts;

import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How an account comes to another address, in {@code auth.users}. */
@Component
public class AddressChanges {

  private final JsonMapper json;
  private final IdentityTable identities;

  AddressChanges(JsonMapper json, IdentityTable identities) {
    this.json = json;
    this.identities = identities;
  }

  /** From now on the account waits for mails to both addresses, or to the new one of a guest. */
  public void begin(JdbcClient jdbc, UUID id, EmailAddress newEmail) {
    jdbc.sql(
            """
            update auth.users set email_change = ?, email_change_confirmed_new = false,
              email_change_confirmed_current = email is null, email_change_sent_at = now()
            where id = ?
            """)
        .params(newEmail.value(), id)
        .update();
  }

  /**
   * Notes one half of a change of address, and makes the change if it was the last.
   *
   * @return whether the new address is the account's now
   * @throws DuplicateKeyException if it became another account's
   */
  public boolean confirm(JdbcClient jdbc, Account account, boolean ofNew) {
    jdbc.sql(
            """
            update auth.users
            set email_change_confirmed_new = email_change_confirmed_new or :new,
                email_change_confirmed_current = email_change_confirmed_current or not :new
            where id = :id
            """)
        .param("new", ofNew)
        .param("id", account.id())
        .update();
    boolean whole =
        jdbc.sql(
                """
                select email_change_confirmed_new and email_change_confirmed_current
                from auth.users where id = ?
                """)
            .param(account.id())
            .query(Boolean.class)
            .single();
    if (whole) {
      make(jdbc, account.id(), Objects.requireNonNull(account.newEmail()));
    }
    return whole;
  }

  /** A guest who gets an address is one no longer. */
  public void make(JdbcClient jdbc, UUID id, String newEmail) {
    jdbc.sql(
            """
            update auth.users
            set email = :email, email_change = null, email_confirmed_at = now(),
                email_change_confirmed_new = false, email_change_confirmed_current = false,
                raw_app_meta_data = case when is_anonymous then :app::jsonb else raw_app_meta_data end,
                is_anonymous = false
            where id = :id
            """)
        .param("email", newEmail)
        .param("app", json.writeValueAsString(AccountTable.EMAIL_METADATA))
        .param("id", id)
        .update();
    identities.setEmail(jdbc, id, newEmail);
  }
}
