package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses a create call before there is a task, or spoils the answer to one that made a task. */
sealed interface CreateFault extends Fault {

  default Optional<Answer> refusal() {
    return Optional.empty();
  }

  default Answer alter(Answer answer) {
    return answer;
  }

  /**
   * The create call is refused and there is no task.
   *
   * @param retryAfter seconds, sent as {@code Retry-After}
   * @param as how the refusal is told; usually in one of the provider's shapes for that status
   */
  @JsonTypeName("create_status")
  record CreateStatus(
      int status,
      @Nullable Integer retryAfter,
      @Nullable String message,
      Refusals.@Nullable Shape as)
      implements CreateFault {
    @Override
    public Optional<Answer> refusal() {
      return Optional.of(Refusals.of(status, message, as, retryAfter));
    }
  }

  /** There is no task and no answer: the connection stays open and nothing comes. */
  @JsonTypeName("hanging_create")
  record HangingCreate() implements CreateFault {
    @Override
    public Optional<Answer> refusal() {
      return Optional.of(Answer.HANG);
    }
  }

  /** The task is made, and its answer never comes; or comes late, if it says how late. */
  @JsonTypeName("slow_create")
  record SlowCreate(@Nullable Integer seconds) implements CreateFault {
    @Override
    public Answer alter(Answer answer) {
      return seconds == null
          ? Answer.HANG
          : new Answer.Delayed(answer, Duration.ofSeconds(seconds));
    }
  }

  /**
   * The task is made, and its answer is lost: the connection is cut.
   *
   * @param status with which a proxy answers instead, with a page of its own
   */
  @JsonTypeName("lost_create_answer")
  record LostCreateAnswer(@Nullable Integer status) implements CreateFault {
    @Override
    public Answer alter(Answer answer) {
      return status == null ? Answer.CUT : Refusals.of(status, null, Refusals.Shape.HTML, null);
    }
  }
}
