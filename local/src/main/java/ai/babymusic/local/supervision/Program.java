package ai.babymusic.local.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process to run.
 *
 * @param name unique in the instance; its log and pid file are called so
 * @param command what to execute; {@code mark} must be among the arguments
 * @param mark tells this process from any other on the machine that may get its pid one day
 * @param environment the whole environment, nothing is inherited
 * @param log where its output is appended
 * @param ready asked until it says yes
 * @param grace how long it may take to end before it is killed
 */
public record Program(
    String name,
    List<String> command,
    String mark,
    Map<String, String> environment,
    Path log,
    Readiness ready,
    Duration grace) {

  /** Checks that the mark can be found again. */
  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (String.join(" ", command).indexOf(mark) < 0) {
      throw new IllegalArgumentException("the command of " + name + " lacks its mark " + mark);
    }
  }
}
