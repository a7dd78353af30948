package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /simulator/…}: what people and tests ask, and how they make it misbehave. */
final class ConsoleRoutes {

  private final TaskFolder tasks;
  private final FaultRules rules;

  ConsoleRoutes(TaskFolder tasks, FaultRules rules) {
    this.tasks = tasks;
    this.rules = rules;
  }

  Answer tasks() {
    ArrayNode list = Json.MAPPER.createArrayNode();
    Instant now = Instant.now();
    tasks.all().forEach(stored -> list.add(view(stored, now)));
    return Answer.json(200, list);
  }

  Answer task(String taskId) {
    return tasks
        .find(taskId)
        .map(stored -> (Answer) Answer.json(200, view(stored, Instant.now())))
        .orElseGet(() -> Refusals.of(404, null));
  }

  Answer stats() {
    Instant now = Instant.now();
    List<StoredTask> all = tasks.all();
    ObjectNode stats = Json.MAPPER.createObjectNode();
    stats
        .put("tasks_created", all.size())
        .put("tasks_completed", all.stream().filter(stored -> paid(stored.task(), now)).count())
        .put("tasks_failed", all.stream().filter(stored -> failed(stored.task(), now)).count())
        .put("tasks_paid", all.stream().filter(stored -> paid(stored.task(), now)).count())
        .put("webhooks_sent", all.stream().mapToInt(stored -> stored.deliveries().size()).sum());
    return Answer.json(200, stats);
  }

  Answer faults() {
    return Answer.json(200, rules.json());
  }

  Answer replaceFaults(HttpExchange exchange) throws IOException {
    try {
      rules.replace(Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
      return faults();
    } catch (JacksonException e) {
      return Refusals.of(400, e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return Refusals.of(400, e.getMessage());
    }
  }

  Answer clearFaults() throws IOException {
    rules.clear();
    return faults();
  }

  private static ObjectNode view(StoredTask stored, Instant now) {
    PiapiTask task = stored.task();
    Timetable timetable = task.timetable();
    boolean ended = timetable.stage(now) == Timetable.Stage.ENDED;
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("task_id", task.taskId().toString())
        .put("endpoint", task.order().endpoint())
        .put("title", task.order().title())
        .put("status", status(task, now))
        .put("created_at", Json.time(timetable.createdAt()))
        .put("completed_at", ended ? Json.time(timetable.endedAt()) : null)
        .put("paid", paid(task, now));
    ArrayNode webhooks = view.putArray("webhooks");
    for (Delivery delivery : stored.deliveries()) {
      webhooks
          .addObject()
          .put("kind", delivery.kind().name().toLowerCase(Locale.ROOT))
          .put("at", Json.time(delivery.at()))
          .put("answered_at", Json.time(delivery.answeredAt()))
          .put("answer", delivery.answer())
          .put("error", delivery.error())
          .put("try", delivery.attempt());
    }
    return view;
  }

  private static String status(PiapiTask task, Instant now) {
    return switch (task.timetable().stage(now)) {
      case PENDING -> "pending";
      case PROCESSING -> "processing";
      case ENDED -> task.outcome().succeeded() ? "completed" : "failed";
    };
  }

  /** Only what succeeded is charged. */
  private static boolean paid(PiapiTask task, Instant now) {
    return status(task, now).equals("completed");
  }

  private static boolean failed(PiapiTask task, Instant now) {
    return status(task, now).equals("failed");
  }
}
