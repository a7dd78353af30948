package ai.babymusic.systemtests.updates;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** How bad the clients' connections are. */
public final class Connection {

  private static final int MOST_CHANGES = 120;
  private static final int LONG_ABSENCE = 2_500;
  private static final int SHORT_ABSENCE = 500;

  private final Set<Account> good = ConcurrentHashMap.newKeySet();

  /** From now on the account's clients are cut off by the system alone. */
  public void isGoodFor(Account account) {
    good.add(account);
  }

  boolean isGood(Account account) {
    return good.contains(account);
  }

  /**
   * After how many changes a client is cut off, which has missed so many: now and then in the
   * middle of them.
   */
  static long changesUntilCut(RandomGenerator random, long missed) {
    return missed > 1 && random.nextInt(3) == 0
        ? random.nextLong(1, missed)
        : random.nextLong(1, MOST_CHANGES);
  }

  /** How long a client is away: now and then long enough to miss many changes. */
  Duration absence(Account account, RandomGenerator random) {
    boolean longer = !isGood(account) && random.nextInt(8) == 0;
    return Duration.ofMillis(random.nextInt(longer ? LONG_ABSENCE : SHORT_ABSENCE));
  }
}
