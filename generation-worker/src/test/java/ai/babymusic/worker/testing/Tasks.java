package ai.babymusic.worker.testing;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Task objects in the provider's shape. */
public final class Tasks {

  private Tasks() {}

  public static ObjectNode task(String taskId, String status) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("task_id", taskId).put("model", "music-u").put("status", status);
    task.putObject("output").put("generation_id", "").putNull("songs");
    task.putObject("meta")
        .putObject("usage")
        .put("type", "point")
        .put("frozen", 0)
        .put("consume", 500000);
    task.putNull("logs");
    task.putObject("error").put("code", 0).put("message", "").put("raw_message", "");
    return task;
  }

  public static ObjectNode completed(String taskId, String... urls) {
    ObjectNode task = task(taskId, "completed");
    ArrayNode songs = ((ObjectNode) task.path("output")).putArray("songs");
    int n = 0;
    for (String url : urls) {
      songs
          .addObject()
          .put("id", taskId + "-" + ++n)
          .put("title", "Take " + n)
          .put("song_path", url)
          .put("duration", 131.114666666667)
          .put("finished", true)
          .putNull("error_type");
    }
    return task;
  }

  public static ObjectNode failed(String taskId, String message) {
    ObjectNode task = task(taskId, "failed");
    ((ObjectNode) task.path("error")).put("code", 10000).put("message", message);
    return task;
  }
}
