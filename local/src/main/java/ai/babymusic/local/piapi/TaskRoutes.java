package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/v1/task} and {@code GET /api/v1/task/{task_id}}. */
final class TaskRoutes {

  private static final int LARGEST_BODY = 1 << 20;

  private final PiapiSimulatorSettings settings;
  private final URI publicUrl;
  private final TaskFolder tasks;
  private final FaultRules rules;
  private final Plan plan;
  private final Courier courier;
  private final AudioShelf shelf;

  TaskRoutes(
      PiapiSimulatorSettings settings,
      URI publicUrl,
      TaskFolder tasks,
      FaultRules rules,
      Plan plan,
      Courier courier,
      AudioShelf shelf) {
    this.settings = settings;
    this.publicUrl = publicUrl;
    this.tasks = tasks;
    this.rules = rules;
    this.plan = plan;
    this.courier = courier;
    this.shelf = shelf;
  }

  Answer create(HttpExchange exchange) throws IOException {
    if (!authenticated(exchange)) {
      return Refusals.of(401, null);
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return Refusals.of(413, "request body too large");
    }
    return switch (OrderReading.of(body)) {
      case OrderReading.Refused(String reason) -> Refusals.of(400, reason);
      case OrderReading.Understood(Order order) -> accept(order);
    };
  }

  private Answer accept(Order order) throws IOException {
    var refusal = rules.refusal(order);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UUID taskId = UUID.randomUUID();
    if (!plan.take(taskId, Instant.now())) {
      return Refusals.of(429, null).with("Retry-After", "1");
    }
    StoredTask stored;
    try {
      stored =
          tasks.add(
              new PiapiTask(
                  taskId,
                  Instant.now(),
                  order,
                  settings.timePerSong(),
                  settings.audioBytes(),
                  rules.forTask(order)));
    } catch (IOException | RuntimeException e) {
      plan.release(taskId);
      throw e;
    }
    plan.occupy(taskId, stored.task().timetable().endedAt());
    courier.take(stored);
    shelf.prepare(stored.task());
    Answer answer = success(stored.task(), stored.task().createdAt());
    for (CreateFault fault : stored.task().faults(CreateFault.class)) {
      answer = fault.alter(answer);
    }
    return answer;
  }

  Answer get(HttpExchange exchange, String taskId) {
    if (!authenticated(exchange)) {
      return Refusals.of(401, null);
    }
    return tasks
        .find(taskId)
        .map(stored -> lookUp(stored.task(), Instant.now()))
        .orElseGet(() -> Refusals.of(404, null));
  }

  private Answer lookUp(PiapiTask task, Instant now) {
    return task.faults(LookupFault.class).stream()
        .flatMap(fault -> fault.instead(task.createdAt(), now).stream())
        .findFirst()
        .orElseGet(() -> success(task, now));
  }

  private Answer success(PiapiTask task, Instant moment) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("code", 200);
    body.set("data", new TaskObject(task, publicUrl).masked(moment));
    body.put("message", "success");
    return Answer.json(200, body);
  }

  private boolean authenticated(HttpExchange exchange) {
    return settings.apiKey().equals(exchange.getRequestHeaders().getFirst("x-api-key"));
  }
}
