package ai.babymusic.gateway.signin.limits;

import java.time.Duration;

/**
 * How often a secret of one account may be guessed wrongly: ten times in five minutes from one
 * network, and thirty times from all together. Only who guesses from several networks at once can
 * use up the account's share and so keep its owner out, for as long as it goes on, and only from
 * this one way in: a code guessed at leaves password, links and open sessions as they are.
 */
public enum AttemptLimit {
  PASSWORD("password"),
  /** A code that was mailed. */
  CODE("code");

  private static final Duration REFILL = Duration.ofMinutes(5);

  private final String limitName;

  AttemptLimit(String limitName) {
    this.limitName = limitName;
  }

  Allowance fromOneNetwork() {
    return new Allowance(limitName, 10, REFILL);
  }

  Allowance fromAnywhere() {
    return new Allowance(limitName + "-anywhere", 30, REFILL);
  }
}
