package ai.babymusic.worker.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the provider's HTTP: takes orders, knows tasks, serves files; told per test how.
 */
public final class StubProvider implements AutoCloseable {

  /** Answers an exchange, whole. */
  @FunctionalInterface
  public interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  /** An order as it came. */
  public record Order(String generationId, String taskId, JsonNode body) {}

  private final HttpServer server;
  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> tasks = new ConcurrentHashMap<>();
  private final Map<String, Handler> files = new ConcurrentHashMap<>();
  private final Map<String, Handler> byTitle = new ConcurrentHashMap<>();

  public StubProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/task", this::api);
    server.createContext("/files/", this::file);
    server.start();
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public String hostAndPort() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** Orders for the song of that title are answered so, after they are noted. */
  public void onOrder(String title, Handler handler) {
    byTitle.put(title, handler);
  }

  public void noLongerOnOrder(String title) {
    byTitle.remove(title);
  }

  public List<Order> orders(UUID generationId) {
    return orders.stream()
        .filter(order -> order.generationId().equals(generationId.toString()))
        .toList();
  }

  /** What a GET says of a task from now on. */
  public void knows(ObjectNode task) {
    tasks.put(task.path("task_id").asString(), task);
  }

  /** Serves a file; returns its address. */
  public String serves(String name, Handler handler) {
    files.put("/files/" + name, handler);
    return url() + "/files/" + name;
  }

  public String serves(String name, byte[] content) {
    return serves(name, exchange -> answer(exchange, 200, content));
  }

  private void api(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      String path = exchange.getRequestURI().getPath();
      ObjectNode task = tasks.get(path.substring(path.lastIndexOf('/') + 1));
      answer(
          exchange,
          task == null ? 404 : 200,
          (task == null
                  ? "{\"code\":404,\"data\":null,\"message\":\"not found\"}"
                  : "{\"code\":200,\"data\":" + task + "}")
              .getBytes(UTF_8));
      return;
    }
    JsonNode body = EventCodec.JSON.readTree(exchange.getRequestBody().readAllBytes());
    String endpoint = body.path("config").path("webhook_config").path("endpoint").asString();
    Order order =
        new Order(
            endpoint.substring(endpoint.lastIndexOf('/') + 1), UUID.randomUUID().toString(), body);
    orders.add(order);
    byTitle
        .getOrDefault(
            body.path("input").path("title").asString(),
            e -> answer(e, 200, accepted(order.taskId())))
        .handle(exchange);
  }

  /** The answer to an order that was taken. */
  public static byte[] accepted(String taskId) {
    return "{\"code\":200,\"data\":{\"task_id\":\"%s\",\"status\":\"pending\"}}"
        .formatted(taskId)
        .getBytes(UTF_8);
  }

  private void file(HttpExchange exchange) throws IOException {
    Handler handler = files.get(exchange.getRequestURI().getRawPath());
    if (handler == null) {
      answer(exchange, 404, new byte[0]);
    } else {
      handler.handle(exchange);
    }
  }

  public static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (exchange) {
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
