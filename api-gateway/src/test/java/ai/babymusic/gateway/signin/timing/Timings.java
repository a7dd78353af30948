package ai.babymusic.gateway.signin.timing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Reply;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How long two kinds of request take, in milliseconds, measured in turns so that a busy machine is
 * busy for both. What is compared is their order and not their size: the chance that a request of
 * the one kind takes longer than one of the other (Mann and Whitney's U over all pairs), which is
 * one half if nothing can be told.
 */
record Timings(String what, Distribution known, Distribution unknown) {

  private static final int WARM_UP = 20;

  static Timings of(String what, int times, Supplier<Reply> known, Supplier<Reply> unknown) {
    for (int i = 0; i < WARM_UP; i++) {
      var _ = known.get();
      var _ = unknown.get();
    }
    double[] ofKnown = new double[times];
    double[] ofUnknown = new double[times];
    for (int i = 0; i < times; i++) {
      if (ThreadLocalRandom.current().nextBoolean()) {
        ofKnown[i] = millis(known);
        ofUnknown[i] = millis(unknown);
      } else {
        ofUnknown[i] = millis(unknown);
        ofKnown[i] = millis(known);
      }
    }
    assertThat(shape(known.get())).isEqualTo(shape(unknown.get()));
    return new Timings(what, Distribution.of(ofKnown), Distribution.of(ofUnknown));
  }

  /** The chance that an answer for a known address takes longer than one for an unknown one. */
  double chanceThatKnownIsSlower() {
    return known.chanceToExceed(unknown);
  }

  @Override
  public String toString() {
    return "%s%n  known   %s%n  unknown %s%n  a known address is slower in %.1f %% of all pairs"
        .formatted(what, known, unknown, 100 * chanceThatKnownIsSlower());
  }

  private static double millis(Supplier<Reply> request) {
    long start = System.nanoTime();
    var _ = request.get();
    return (System.nanoTime() - start) / 1e6;
  }

  /** What an answer looks like, whatever its content. */
  private static String shape(Reply reply) {
    return reply.status() + " " + reply.json().propertyNames();
  }

  /** Sorted measurements. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps them
  record Distribution(double[] sorted) {

    static Distribution of(double[] measured) {
      double[] sorted = measured.clone();
      Arrays.sort(sorted);
      return new Distribution(sorted);
    }

    double chanceToExceed(Distribution other) {
      double wins = 0;
      for (double mine : sorted) {
        for (double theirs : other.sorted) {
          wins += mine > theirs ? 1 : mine == theirs ? 0.5 : 0;
        }
      }
      return wins / sorted.length / other.sorted.length;
    }

    @Override
    public String toString() {
      return "p10 %.2f  p50 %.2f  p90 %.2f  p99 %.2f  mean %.2f ms (%d)"
          .formatted(
              at(0.1),
              at(0.5),
              at(0.9),
              at(0.99),
              Arrays.stream(sorted).average().orElseThrow(),
              sorted.length);
    }

    private double at(double share) {
      return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }
  }
}
