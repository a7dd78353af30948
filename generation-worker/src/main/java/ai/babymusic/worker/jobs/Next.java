package ai.babymusic.worker.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a job after a run. */
public sealed interface Next<T> {

  /** Nothing is left to do. */
  record Done<T>() implements Next<T> {}

  /** Once more, later, with these data. */
  record Again<T>(Duration after, @Nullable T data) implements Next<T> {}

  static <T> Next<T> done() {
    return new Done<>();
  }
}
