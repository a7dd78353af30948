package ai.babymusic.gateway.signin.limits;

import java.time.Duration;
import java.util.Locale;

/** Mails that anybody can have sent to an address, and so too many of them. */
public enum MailLimit {
  /** The first one of a sign-up, and the same again. */
  CONFIRMATION,
  MAGIC_LINK,
  RECOVERY,
  EMAIL_CHANGE,
  REAUTHENTICATION;

  private static final int A_DAY = 20;

  Allowance every(Duration gap) {
    return new Allowance(limitName(), 1, gap);
  }

  /** Nobody needs more; whoever asks for more annoys somebody. */
  Allowance inADay() {
    return new Allowance(limitName() + "-day", A_DAY, Duration.ofDays(1));
  }

  private String limitName() {
    return "mail-" + name().toLowerCase(Locale.ROOT);
  }
}
