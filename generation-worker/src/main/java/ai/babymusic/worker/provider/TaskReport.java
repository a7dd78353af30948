package ai.babymusic.worker.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of a task.
 *
 * @param usage what it charged, as JSON
 */
public record TaskReport(@Nullable String taskId, Outcome outcome, @Nullable String usage) {

  /** How the task is. */
  public sealed interface Outcome {

    /** It is being worked on, or its status is a word we do not know. */
    record UnderWay() implements Outcome {}

    /** It is done, and these takes can be used; at least one. */
    record Succeeded(List<Track> tracks) implements Outcome {}

    /** It is done, and there is nothing to use. */
    record Failed(FailureKind kind) implements Outcome {}
  }
}
