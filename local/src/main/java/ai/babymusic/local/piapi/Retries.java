package ai.babymusic.local.piapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a webhook is tried: at its time, then up to three times more after each answer that is not
 * 2xx, then never again.
 *
 * @param delay between an answer and the next try
 */
record Retries(Duration delay) {

  private static final int TRIES = 4;

  /** When to try next, given every try made of this task's webhooks; empty: never again. */
  Optional<Instant> next(Callback callback, List<Delivery> made) {
    List<Delivery> tries = made.stream().filter(delivery -> delivery.of(callback)).toList();
    if (tries.isEmpty()) {
      return Optional.of(callback.at());
    }
    boolean over = tries.size() >= TRIES || tries.stream().anyMatch(Delivery::confirmed);
    return over ? Optional.empty() : Optional.of(tries.getLast().answeredAt().plus(delay));
  }
}
