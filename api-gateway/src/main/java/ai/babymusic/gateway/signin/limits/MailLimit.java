package ai.babymusic.gateway.signin.limits;

import java.util.Locale;

/** Mails that anybody can have sent to an address, and so too many of them. */
public enum MailLimit {
  /** The first one of a sign-up, and the same again. */
  CONFIRMATION,
  MAGIC_LINK,
  RECOVERY,
  EMAIL_CHANGE,
  REAUTHENTICATION;

  String limitName() {
    return "mail-" + name().toLowerCase(Locale.ROOT);
  }
}
