package ai.babymusic.schemas.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.node.ObjectNode;

/** {@code piapi.tasks.v1}, keyed by generation: what the provider says of its tasks. */
public sealed interface PiapiTasks extends Event {

  /**
   * The provider's task object as it came, without its secrets. How it came (webhook or poll) is
   * the event's source, when is its time, and which generation it speaks of is its subject.
   */
  record TaskReported(@JsonValue ObjectNode task) implements PiapiTasks {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TaskReported {}
  }
}
