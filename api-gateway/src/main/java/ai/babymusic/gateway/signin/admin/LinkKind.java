package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.signin.onetime.Purpose;
import ai.babymusic.gateway.signin.protocol.AuthError;

/** What an operator may have a link made for, in the contract's names. */
enum LinkKind {
  SIGNUP("signup", Purpose.SIGN_UP),
  INVITE("invite", Purpose.INVITE),
  MAGIC_LINK("magiclink", Purpose.MAGIC_LINK),
  RECOVERY("recovery", Purpose.RECOVERY),
  EMAIL_CHANGE_CURRENT("email_change_current", Purpose.EMAIL_CHANGE_CURRENT),
  EMAIL_CHANGE_NEW("email_change_new", Purpose.EMAIL_CHANGE_NEW);

  private final String wireName;
  private final Purpose purpose;

  LinkKind(String wireName, Purpose purpose) {
    this.wireName = wireName;
    this.purpose = purpose;
  }

  /**
   * Reads the contract's name.
   *
   * @throws AuthError if there is no such kind
   */
  static LinkKind parse(String wireName) {
    for (LinkKind kind : values()) {
      if (kind.wireName.equals(wireName)) {
        return kind;
      }
    }
    throw AuthError.validationFailed("Invalid email action link type requested: " + wireName);
  }

  String wireName() {
    return wireName;
  }

  Purpose purpose() {
    return purpose;
  }
}
