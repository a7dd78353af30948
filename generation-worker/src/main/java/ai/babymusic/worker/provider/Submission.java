package ai.babymusic.worker.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call to make a song ended. */
public sealed interface Submission {

  record Accepted(String taskId) implements Submission {}

  /** The provider took nothing, for a reason that passes. */
  record NotNow(Reason reason, @Nullable Duration retryAfter) implements Submission {}

  /** The provider took nothing, and would not next time either. */
  record Refused(int status, FailureKind kind) implements Submission {}

  /** No answer, or one that says neither: the task may exist. It must not be ordered again here. */
  record Lost(String why) implements Submission {}

  /** Why the provider takes nothing for now; the names stand in {@code blocked_reason}. */
  enum Reason {
    RATE_LIMITED("rate_limited"),
    NO_CREDITS("no_credits"),
    KEY_REFUSED("key_refused"),
    UNAVAILABLE("provider_unavailable");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
