package ai.babymusic.gateway.signin.limits;

import java.time.Duration;

/**
 * How often a secret of one account may be guessed wrongly: ten times in five minutes from one
 * network, and thirty times from all those where the account was not signed in to before. So who
 * guesses from many networks keeps its owner out at most from new ones, for as long as that goes
 * on, and only from this one way in: links that were mailed and open sessions go on.
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

  /** So that patience does not guess a code of six digits: with these it takes a lifetime. */
  Allowance inADay() {
    return new Allowance(limitName + "-day", 200, Duration.ofDays(1));
  }

  Allowance fromAnywhere() {
    return new Allowance(limitName + "-anywhere", 30, REFILL);
  }
}
