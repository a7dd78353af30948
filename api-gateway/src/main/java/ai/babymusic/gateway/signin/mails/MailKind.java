package ai.babymusic.gateway.signin.mails;

import java.util.Locale;
import java.util.Optional;

/** What a mail is wished for. */
public enum MailKind {
  CONFIRMATION,
  CONFIRMATION_AGAIN,
  INVITE,
  MAGIC_LINK,
  RECOVERY,
  EMAIL_CHANGE_CURRENT,
  EMAIL_CHANGE_NEW,
  /** Both of the two above once more, if a change is under way. */
  EMAIL_CHANGE_AGAIN,
  REAUTHENTICATION;

  /** As it stands in the event. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MailKind> of(String wireName) {
    for (MailKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
