package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for a mail, in the transaction that needs it. Whether and what is sent is decided when it is
 * sent: the wish is the same for known and unknown addresses, and so is the work for it.
 */
@Component
class MailWishes {

  private final JsonMapper json;

  MailWishes(JsonMapper json) {
    this.json = json;
  }

  /** {@code details}: where the link leads and who may follow it; no secret. */
  void confirmSignUp(JdbcClient jdbc, EmailAddress to, Map<String, String> details) {
    jdbc.sql("select auth.request_mail('confirmation', ?, ?::jsonb)")
        .params(to.value(), json.writeValueAsString(details))
        .query((row, number) -> row.getString(1))
        .single();
  }
}
