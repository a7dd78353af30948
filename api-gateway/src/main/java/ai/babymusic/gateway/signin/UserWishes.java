package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.mails.MailDetails;
import java.util.Map;
import java.util.Optional;

/**
 * What an account's owner wants changed.
 *
 * @param email another address than the account has
 * @param currentPassword checked if it was sent
 * @param nonce the code of {@code /reauthenticate}
 * @param mail what the mails about a new address need to know
 */
record UserWishes(
    Optional<EmailAddress> email,
    Optional<String> password,
    Optional<String> currentPassword,
    Optional<String> nonce,
    Optional<Map<String, Object>> data,
    MailDetails mail) {

  @Override
  public String toString() {
    return "changes of an account";
  }
}
