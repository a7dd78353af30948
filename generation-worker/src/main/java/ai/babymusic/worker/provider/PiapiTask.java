package ai.babymusic.worker.provider;

import ai.babymusic.worker.provider.TaskReport.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads PiAPI's task objects. Spelling and models differ: statuses are compared without case, and a
 * word that is not surely an end means that the task is under way.
 */
final class PiapiTask {

  static final Set<String> SUCCESS =
      Set.of("completed", "complete", "success", "succeeded", "finished");
  private static final Set<String> FAILURE =
      Set.of("failed", "failure", "error", "cancelled", "canceled", "timeout");

  private static final int LONGEST_ID = 200;

  private PiapiTask() {}

  static TaskReport read(ObjectNode task) {
    return new TaskReport(id(task.path("task_id")), outcome(task), usage(task));
  }

  /** Of a task or a take. One that is longer than any index takes is none. */
  static @Nullable String id(JsonNode given) {
    String id = ProviderText.of(given);
    return id == null || id.length() > LONGEST_ID ? null : id;
  }

  private static Outcome outcome(ObjectNode task) {
    String status = task.path("status").asString("").strip().toLowerCase(Locale.ROOT);
    boolean succeeded = SUCCESS.contains(status);
    if (!succeeded && !FAILURE.contains(status)) {
      return new Outcome.UnderWay();
    }
    // What there is counts, also in a task that calls itself failed.
    List<Track> tracks = PiapiTracks.usable(task.path("output"));
    if (!tracks.isEmpty()) {
      return new Outcome.Succeeded(tracks);
    }
    FailureKind otherwise = succeeded ? FailureKind.NO_AUDIO : FailureKind.PROVIDER_FAILED;
    return new Outcome.Failed(ProviderText.kind(complaint(task), otherwise));
  }

  /** The error's two messages; the logs, which speak of much else, only if both are empty. */
  private static String complaint(ObjectNode task) {
    JsonNode error = task.path("error");
    String said = error.path("message").asString("") + ' ' + error.path("raw_message").asString("");
    return said.isBlank() ? task.path("logs").toString() : said;
  }

  /** Numbers and short words only: nothing else in it is of use. */
  private static @Nullable String usage(ObjectNode task) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (var entry : task.path("meta").path("usage").properties()) {
      JsonNode value = entry.getValue();
      String name = ProviderText.clean(entry.getKey());
      if (value.isNumber() || value.isBoolean()) {
        kept.set(name, value);
      } else if (value.isString()) {
        kept.put(name, ProviderText.clean(value.stringValue()));
      }
    }
    return kept.isEmpty() ? null : kept.toString();
  }
}
