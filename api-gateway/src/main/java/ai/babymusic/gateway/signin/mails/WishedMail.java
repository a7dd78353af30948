package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail whose turn has come.
 *
 * @param tries how often it was tried, this time included
 */
record WishedMail(
    UUID requestId,
    MailKind kind,
    EmailAddress recipient,
    MailDetails details,
    Instant requestedAt,
    int tries) {

  @Override
  public String toString() {
    return "mail " + requestId + " (" + kind.wireName() + ")";
  }
}
