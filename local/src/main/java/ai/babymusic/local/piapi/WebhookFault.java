package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import tools.jackson.databind.node.ObjectNode;

/** Changes what a webhook carries the task in. */
sealed interface WebhookFault extends Fault {

  ObjectNode wrap(ObjectNode task, long timestamp);

  /** As the provider's reference has it: {@code {timestamp, data}}. */
  static ObjectNode usual(ObjectNode task, long timestamp) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("timestamp", timestamp);
    body.set("data", task);
    return body;
  }

  /** The other shapes that clients have seen or told of. */
  @JsonTypeName("envelope")
  record Envelope(Shape as) implements WebhookFault {
    enum Shape {
      /** The task and nothing around it. */
      @JsonProperty("bare")
      BARE,
      /** The timestamp among the members of the task. */
      @JsonProperty("flat")
      FLAT,
      /** {@code {code, data, message}}, as the API answers. */
      @JsonProperty("coded")
      CODED
    }

    @Override
    public ObjectNode wrap(ObjectNode task, long timestamp) {
      return switch (as) {
        case BARE -> task;
        case FLAT -> task.deepCopy().put("timestamp", timestamp);
        case CODED -> {
          ObjectNode body = Json.MAPPER.createObjectNode().put("code", 200);
          body.set("data", task);
          yield body.put("message", "success");
        }
      };
    }
  }
}
