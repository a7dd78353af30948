package ai.babymusic.worker.watch;

import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a watch job remembers of an attempt whose time is up.
 *
 * @param since when that was first seen, by the database's clock
 * @param status the state that it had been in for too long; in another one time begins anew
 */
public record TimeUp(Instant since, @Nullable GenerationStatus status) {

  /** What was remembered, if it is of the state that the attempt is in; else it is seen now. */
  static TimeUp of(Generation generation, @Nullable TimeUp remembered) {
    return remembered != null && remembered.status() == generation.status()
        ? remembered
        : seenNow(generation);
  }

  static TimeUp seenNow(Generation generation) {
    return new TimeUp(generation.readAt(), generation.status());
  }

  /** For how long that is known. */
  Duration age(Generation generation) {
    return Duration.between(since, generation.readAt());
  }
}
