package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for a mail, in the transaction that needs it. Whether and what is sent is decided when it is
 * sent: the wish is the same for known and unknown addresses, and so is the work for it.
 */
@Component
public class MailWishes {

  private final JsonMapper json;

  MailWishes(JsonMapper json) {
    this.json = json;
  }

  public void add(JdbcClient jdbc, MailKind kind, EmailAddress to, MailDetails details) {
    jdbc.sql("select auth.request_mail(?, ?, ?::jsonb)")
        .params(kind.wireName(), to.value(), json.writeValueAsString(details.fields()))
        .query((row, number) -> row.getString(1))
        .single();
  }
}
