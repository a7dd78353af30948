package ai.babymusic.gateway.signin.limits;

import java.time.Duration;
import java.util.Locale;

/**
 * How often one client may ask, whatever for and for whom. The figures are GoTrue's: 30 at once,
 * then 30 in five minutes; for tokens one every two seconds.
 */
public enum RequestLimit {
  /** Sessions for a password, a code or another provider's token. */
  TOKEN(30, Duration.ofMinutes(1)),
  /**
   * Nobody guesses a refresh token, and a household or an office may share an address: this one
   * only keeps a client that has gone mad from the database.
   */
  REFRESH(150, Duration.ofMinutes(5)),
  SIGNUP(30, Duration.ofMinutes(5)),
  ANONYMOUS(30, Duration.ofHours(1)),
  VERIFY(30, Duration.ofMinutes(5)),
  OTP(30, Duration.ofMinutes(5)),
  RECOVER(30, Duration.ofMinutes(5)),
  RESEND(30, Duration.ofMinutes(5)),
  REAUTHENTICATE(30, Duration.ofMinutes(5)),
  USER(30, Duration.ofMinutes(5)),
  /** The way to another provider, and the way back: two requests for one sign-in. */
  PROVIDER(60, Duration.ofMinutes(5)),
  INVITE(30, Duration.ofMinutes(5));

  private final int burst;
  private final Duration refill;

  RequestLimit(int burst, Duration refill) {
    this.burst = burst;
    this.refill = refill;
  }

  Allowance allowance() {
    return new Allowance(name().toLowerCase(Locale.ROOT), burst, refill);
  }
}
