package ai.babymusic.systemtests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What is asked of the system and what is done to it, all of it drawn from the seed.
 *
 * @param parents who ask, side by side
 * @param songsEach how many songs each of them asks for
 * @param rounds how often each process is killed
 * @param longestPause before the next process is killed
 * @param longestHold for which a killed process stays away before it may start again
 * @param alone whether each killed process is ready again before the next one is killed
 */
record FaultPlan(
    long seed,
    int parents,
    int songsEach,
    int rounds,
    Duration longestPause,
    Duration longestHold,
    boolean alone) {

  /** The part of all tasks that each misbehaviour of webhooks hits. */
  static final double SHARE = 0.1;

  private static final double DELETED = 0.04;
  private static final double ASKED_TWICE = 0.1;

  /** One process is killed after a pause, and kept away. */
  record Strike(Victim victim, Duration pause, Duration hold) {}

  /**
   * What a parent does about one song.
   *
   * @param key its idempotency key
   * @param askedTwice whether the parent presses twice
   * @param deleted whether the parent throws it away while it is made
   */
  record Wish(UUID key, boolean askedTwice, boolean deleted) {}

  /**
   * As {@code -Dfaults} and {@code -Dfaults.seed} say; short and with a new seed if they do not.
   */
  static FaultPlan wanted() {
    long seed = Long.getLong("faults.seed", System.currentTimeMillis());
    String form = System.getProperty("faults", "short");
    return switch (form) {
      case "short" ->
          new FaultPlan(seed, 10, 5, 1, Duration.ofSeconds(1), Duration.ofSeconds(3), true);
      case "long" ->
          new FaultPlan(seed, 30, 10, 5, Duration.ofSeconds(9), Duration.ofSeconds(10), false);
      default -> throw new IllegalArgumentException("faults is short or long, not " + form);
    };
  }

  /** In each round each process once, in an order of its own. */
  List<Strike> strikes(List<Victim> victims) {
    SplittableRandom random = random("strikes");
    List<Strike> strikes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Victim> order = new ArrayList<>(victims);
      Collections.shuffle(order, Random.from(random));
      for (Victim victim : order) {
        strikes.add(new Strike(victim, upTo(longestPause, random), upTo(longestHold, random)));
      }
    }
    return strikes;
  }

  List<Wish> wishes(int parent) {
    SplittableRandom random = random("parent " + parent);
    return IntStream.range(0, songsEach)
        .mapToObj(song ->
            new Wish(
                new UUID(random.nextLong(), random.nextLong()),
                random.nextDouble() < ASKED_TWICE,
                random.nextDouble() < DELETED))
        .toList();
  }

  int songs() {
    return parents * songsEach;
  }

  private SplittableRandom random(String aspect) {
    return new SplittableRandom(seed * 31 + aspect.hashCode());
  }

  private static Duration upTo(Duration longest, SplittableRandom random) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }
}
