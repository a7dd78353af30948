package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A task as it stands in the folder. All that happens to it follows from these values alone, so a
 * restart changes nothing.
 *
 * @param pace the usual time a song took when it was made; see {@link #composing}
 * @param audioBytes how large its tracks are, at most
 * @param faults what goes wrong with it
 */
record PiapiTask(
    UUID taskId,
    Instant createdAt,
    Order order,
    Duration pace,
    int audioBytes,
    List<Fault> faults) {

  PiapiTask {
    faults = List.copyOf(faults);
  }

  /** How long this one takes, up to a sixth more or less than usual. */
  @JsonIgnore
  Duration composing() {
    double factor = 1 + (random("pace").nextDouble() - 0.5) / 3;
    return Duration.ofNanos(Math.round(pace.toNanos() * factor));
  }

  /** The same numbers whenever the same aspect of the same task is asked for. */
  SplittableRandom random(String aspect) {
    return new SplittableRandom(
        taskId.getMostSignificantBits()
            ^ Long.rotateLeft(taskId.getLeastSignificantBits(), 17)
            ^ (aspect.hashCode() * 0x9E3779B97F4A7C15L));
  }

  /** Its faults of one kind, in the order in which they were asked for. */
  <F extends Fault> List<F> faults(Class<F> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @JsonIgnore
  Timetable timetable() {
    Timetable timetable = Timetable.of(createdAt, composing(), outcome().succeeded());
    for (TimeFault fault : faults(TimeFault.class)) {
      timetable = fault.alter(timetable);
    }
    return timetable;
  }

  @JsonIgnore
  Outcome outcome() {
    Outcome outcome = Outcome.SUCCESS;
    for (TaskFault.InOutcome fault : faults(TaskFault.InOutcome.class)) {
      outcome = fault.alter(outcome);
    }
    return outcome;
  }
}
