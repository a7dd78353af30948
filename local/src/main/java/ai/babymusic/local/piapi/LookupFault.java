package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spoils the answers to those who ask for a task. */
sealed interface LookupFault extends Fault {

  /** What is answered at {@code now} instead of the task; empty: the task. */
  Optional<Answer> instead(Instant createdAt, Instant now);

  /**
   * A refusal, for some seconds after the task was made, or for ever.
   *
   * @param retryAfter seconds, sent as {@code Retry-After}
   */
  @JsonTypeName("get_status")
  record GetStatus(
      int status,
      @Nullable Integer retryAfter,
      @Nullable String message,
      Refusals.@Nullable Shape as,
      @Nullable Integer seconds)
      implements LookupFault {
    @Override
    public Optional<Answer> instead(Instant createdAt, Instant now) {
      return over(seconds, createdAt, now)
          ? Optional.empty()
          : Optional.of(Refusals.of(status, message, as, retryAfter));
    }
  }

  /** No answer, for some seconds after the task was made, or for ever. */
  @JsonTypeName("hanging_get")
  record HangingGet(@Nullable Integer seconds) implements LookupFault {
    @Override
    public Optional<Answer> instead(Instant createdAt, Instant now) {
      return over(seconds, createdAt, now) ? Optional.empty() : Optional.of(Answer.HANG);
    }
  }

  private static boolean over(@Nullable Integer seconds, Instant createdAt, Instant now) {
    return seconds != null && now.isAfter(createdAt.plus(Duration.ofSeconds(seconds)));
  }
}
