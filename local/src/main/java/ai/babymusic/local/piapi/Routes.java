package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who answers what. */
final class Routes implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String TASKS = "/api/v1/task";
  private static final String CONSOLE = "/simulator/tasks";

  private final TaskRoutes tasks;
  private final AudioRoute audio;
  private final ConsoleRoutes console;

  Routes(TaskRoutes tasks, AudioRoute audio, ConsoleRoutes console) {
    this.tasks = tasks;
    this.audio = audio;
    this.console = console;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).send(exchange);
    }
  }

  private Answer answer(HttpExchange exchange) {
    try {
      return route(exchange);
    } catch (IOException | RuntimeException e) {
      LOG.atError()
          .addKeyValue("method", exchange.getRequestMethod())
          .addKeyValue("path", exchange.getRequestURI().getRawPath())
          .setCause(e)
          .log("request failed");
      return Refusals.of(500, null);
    }
  }

  private Answer route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String method =
        exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    if (path.startsWith("/audio/") && method.equals("GET")) {
      return audio.get(exchange);
    }
    if (path.startsWith(Cover.PATH) && method.equals("GET")) {
      return Cover.of(path);
    }
    if (path.startsWith(TASKS + "/") && method.equals("GET")) {
      return tasks.get(exchange, path.substring(TASKS.length() + 1));
    }
    if (path.startsWith(CONSOLE + "/") && method.equals("GET")) {
      return console.task(path.substring(CONSOLE.length() + 1));
    }
    return switch (method + " " + path) {
      case "POST " + TASKS -> tasks.create(exchange);
      case "GET " + CONSOLE -> console.tasks();
      case "GET /simulator/stats" -> console.stats();
      case "GET /simulator/faults" -> console.faults();
      case "PUT /simulator/faults" -> console.replaceFaults(exchange);
      case "DELETE /simulator/faults" -> console.clearFaults();
      default -> Refusals.of(404, "no such route");
    };
  }
}
