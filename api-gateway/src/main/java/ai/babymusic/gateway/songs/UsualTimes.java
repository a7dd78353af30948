package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.songs.Making.Step;
import java.time.Duration;

/** How long each step usually takes. Waiting is none of them: it depends on the others. */
record UsualTimes(Duration starting, Duration writing, Duration composing, Duration storing) {

  private static final Duration SHORTEST = Duration.ofMillis(1); // before UNSEEN, which needs it

  /** Until something was seen: a provider's 30 to 120 s, a language model's few. */
  static final UsualTimes UNSEEN =
      new UsualTimes(
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofSeconds(90),
          Duration.ofSeconds(4));

  UsualTimes {
    starting = atLeast(starting);
    writing = atLeast(writing);
    composing = atLeast(composing);
    storing = atLeast(storing);
  }

  Duration of(Step step) {
    return switch (step) {
      case STARTING -> starting;
      case WRITING -> writing;
      case WAITING -> Duration.ZERO;
      case COMPOSING -> composing;
      case STORING -> storing;
    };
  }

  UsualTimes withoutWriting() {
    return new UsualTimes(starting, SHORTEST, composing, storing);
  }

  private static Duration atLeast(Duration seen) {
    return seen.compareTo(SHORTEST) < 0 ? SHORTEST : seen;
  }
}
