package ai.babymusic.local.fuzzing;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All that is random in one request. It depends on the seed and the request's number alone, so that
 * any request of a run can be made again by itself.
 */
public final class Chance {

  private final RandomGenerator random;

  public Chance(long seed, int number) {
    random = new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
  }

  /** True once in {@code times}. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** From 0 to {@code bound} exclusive. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long number() {
    return random.nextLong();
  }

  /** Mostly small, sometimes near {@code most}: as many small as large orders of magnitude. */
  public int upTo(int most) {
    return (int) Math.pow(most + 1, random.nextDouble()) - 1;
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
