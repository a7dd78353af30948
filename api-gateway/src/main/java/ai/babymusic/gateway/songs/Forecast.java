package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.songs.Making.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an unfinished song promises.
 *
 * @param progress from 0 to below 1: the part of the work that is done; waiting is no work
 * @param queuePosition 1 is next; null once the provider has it
 */
record Forecast(double progress, @Nullable Integer queuePosition, Instant estimatedReadyAt) {

  /** A step that takes longer than usual is given this part of its time once more. */
  private static final int OVERTIME = 10;

  /** So many steps between 0 and 1 can be told. */
  private static final double FINENESS = 1_000;

  /**
   * For an attempt that is so far.
   *
   * @param places how many attempts the plan with the provider takes at a time
   */
  static Forecast of(Making making, UsualTimes usual, int places) {
    Duration done = Duration.ZERO;
    Duration all = Duration.ZERO;
    Duration preparing = Duration.ZERO;
    Duration afterwards = Duration.ZERO;
    for (Step step : Step.values()) {
      Duration left = left(step, making, usual);
      all = all.plus(usual.of(step));
      done = done.plus(done(step, making, usual));
      if (step.compareTo(Step.WAITING) < 0) {
        preparing = preparing.plus(left);
      } else {
        afterwards = afterwards.plus(left);
      }
    }
    Duration untilComposing = longer(preparing, untilAdmitted(making, usual, places));
    return new Forecast(
        Math.floor(FINENESS * done.toNanos() / all.toNanos()) / FINENESS,
        making.queuePosition(),
        making.readAt().plus(untilComposing).plus(afterwards).truncatedTo(ChronoUnit.MILLIS));
  }

  private static Duration left(Step step, Making making, UsualTimes usual) {
    int order = step.compareTo(making.step());
    if (order < 0 || step == Step.WAITING) {
      return Duration.ZERO;
    }
    return order > 0
        ? usual.of(step)
        : longer(usual.of(step).minus(making.inStep()), making.inStep().dividedBy(OVERTIME));
  }

  /** Never whole before the step is over, and never less than a moment ago. */
  private static Duration done(Step step, Making making, UsualTimes usual) {
    int order = step.compareTo(making.step());
    if (order != 0) {
      return order < 0 ? usual.of(step) : Duration.ZERO;
    }
    double expected = making.inStep().plus(left(step, making, usual)).toNanos();
    return expected == 0
        ? Duration.ZERO
        : Duration.ofNanos(
            (long) (usual.of(step).toNanos() * (making.inStep().toNanos() / expected)));
  }

  /** While all places are taken, one becomes free each time a song is composed. */
  private static Duration untilAdmitted(Making making, UsualTimes usual, int places) {
    if (making.queuePosition() == null) {
      return Duration.ZERO;
    }
    int free = Math.max(places - making.running(), 0);
    int ahead = Math.max(making.queuePosition() - free, 0);
    return longer(making.pause(), usual.composing().multipliedBy(ahead).dividedBy(places));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
