package ai.babymusic.gateway.signin.accounts;

/** Which of an account's times says that a mail of a kind was sent. */
public enum MailMark {
  CONFIRMATION("confirmation_sent_at"),
  INVITE("invited_at"),
  RECOVERY("recovery_sent_at"),
  EMAIL_CHANGE("email_change_sent_at"),
  REAUTHENTICATION("reauthentication_sent_at");

  private final String column;

  MailMark(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
