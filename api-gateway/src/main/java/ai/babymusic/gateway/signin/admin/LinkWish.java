package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A link that an operator wants, to send it by other means than our mails.
 *
 * @param email whose account
 * @param newEmail for a change of address
 * @param password for a sign-up
 */
record LinkWish(
    LinkKind kind,
    EmailAddress email,
    Optional<EmailAddress> newEmail,
    Optional<String> password,
    Map<String, Object> data) {

  @Override
  public String toString() {
    return "a link for " + kind.wireName();
  }
}
