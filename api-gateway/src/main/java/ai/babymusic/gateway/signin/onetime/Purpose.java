package ai.babymusic.gateway.signin.onetime;

import ai.babymusic.gateway.signin.accounts.MailMark;

/** What a one-time token proves. An account has at most one of each: a newer mail's. */
public enum Purpose {
  SIGN_UP("confirmation_token", "signup", MailMark.CONFIRMATION),
  INVITE("invite_token", "invite", MailMark.INVITE),
  MAGIC_LINK("magiclink_token", "magiclink", MailMark.RECOVERY),
  RECOVERY("recovery_token", "recovery", MailMark.RECOVERY),
  EMAIL_CHANGE_CURRENT("email_change_token_current", "email_change", MailMark.EMAIL_CHANGE),
  EMAIL_CHANGE_NEW("email_change_token_new", "email_change", MailMark.EMAIL_CHANGE),
  REAUTHENTICATION("reauthentication_token", "reauthentication", MailMark.REAUTHENTICATION);

  private final String column;
  private final String type;
  private final MailMark mark;

  Purpose(String column, String type, MailMark mark) {
    this.column = column;
    this.type = type;
    this.mark = mark;
  }

  /** In {@code auth.one_time_tokens.token_type}. */
  String column() {
    return column;
  }

  static Purpose ofColumn(String column) {
    for (Purpose purpose : values()) {
      if (purpose.column.equals(column)) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("no such one-time token: " + column);
  }

  /** As links and clients name it. */
  public String type() {
    return type;
  }

  /** What an account notes when it was mailed. */
  public MailMark mark() {
    return mark;
  }
}
