package ai.babymusic.worker.transactions;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries what a transaction made out of it. */
final class Result<T> {
  private @Nullable T value;

  void set(T made) {
    value = made;
  }

  T get() {
    return Objects.requireNonNull(value, "the transaction returned nothing");
  }
}
