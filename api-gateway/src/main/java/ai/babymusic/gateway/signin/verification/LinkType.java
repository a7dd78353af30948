package ai.babymusic.gateway.signin.verification;

import ai.babymusic.gateway.signin.onetime.Purpose;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.util.Set;

/** The contract's names for what a link or a code is for, and what each may spend. */
final class LinkType {

  private LinkType() {}

  /**
   * What a link or code of this type may be.
   *
   * @throws AuthError if there is no such type
   */
  static Set<Purpose> purposes(String type) {
    return switch (type) {
      case "signup" -> Set.of(Purpose.SIGN_UP);
      case "invite" -> Set.of(Purpose.INVITE);
      case "magiclink" -> Set.of(Purpose.MAGIC_LINK);
      case "recovery" -> Set.of(Purpose.RECOVERY);
      case "email_change" -> Set.of(Purpose.EMAIL_CHANGE_CURRENT, Purpose.EMAIL_CHANGE_NEW);
      case "email" -> Set.of(Purpose.SIGN_UP, Purpose.MAGIC_LINK, Purpose.INVITE);
      case "sms", "phone_change" ->
          throw AuthError.badRequest("phone_provider_disabled", "Phone logins are disabled");
      case "" -> throw AuthError.validationFailed("Verify requires a verification type");
      default -> throw AuthError.validationFailed("Invalid email verification type");
    };
  }
}
