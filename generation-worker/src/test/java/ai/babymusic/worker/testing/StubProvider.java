package ai.babymusic.worker.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.events.EventCodec;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  public record Order(String generationId, String taskId, Instant at, JsonNode body) {
    public String title() {
      return body.path("input").path("title").asString();
    }
  }

  private final int port;
  private volatile HttpServer server;
  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> tasks = new ConcurrentHashMap<>();
  private final Map<String, Handler> files = new ConcurrentHashMap<>();
  private final Map<String, Handler> byTitle = new ConcurrentHashMap<>();
  private final Map<String, Handler> byTask = new ConcurrentHashMap<>();
  private final List<Order> taken = new CopyOnWriteArrayList<>();
  private volatile Consumer<Order> whenTaken = order -> {};
  private volatile Duration thinking = Duration.ZERO;
  private volatile @Nullable Handler always;

  public StubProvider() throws IOException {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listening.createContext("/api/v1/task", this::api);
    listening.createContext("/files/", this::file);
    listening.start();
    return listening;
  }

  /** From now on its port refuses connections. */
  public void stopListening() {
    server.stop(0);
  }

  public void listenAgain() throws IOException {
    server = listen(port);
  }

  public URI url() {
    return URI.create("http://localhost:" + port);
  }

  public String hostAndPort() {
    return "localhost:" + port;
  }

  /** Orders for the song of that title are answered so, after they are noted. */
  public void onOrder(String title, Handler handler) {
    byTitle.put(title, handler);
  }

  public void noLongerOnOrder(String title) {
    byTitle.remove(title);
  }

  /** Every order and question is answered so, after it is noted; null ends that. */
  public void always(@Nullable Handler handler) {
    always = handler;
  }

  /** Questions for that task are answered so, until it is {@link #knows known}. */
  public void onLookup(String taskId, Handler handler) {
    byTask.put(taskId, handler);
  }

  /** Called after each order that it took and said so. */
  public void whenTaken(Consumer<Order> heard) {
    whenTaken = heard;
  }

  /** So long it takes to answer an order that it takes. */
  public void thinks(Duration time) {
    thinking = time;
  }

  /** What will be paid: the orders that became tasks. */
  public List<Order> taken() {
    return List.copyOf(taken);
  }

  /** All orders so far, the oldest first. */
  public List<Order> orders() {
    return List.copyOf(orders);
  }

  public List<Order> orders(UUID generationId) {
    return orders.stream()
        .filter(order -> order.generationId().equals(generationId.toString()))
        .toList();
  }

  /** What a GET says of a task from now on. */
  public void knows(ObjectNode task) {
    tasks.put(task.path("task_id").asString(), task);
    byTask.remove(task.path("task_id").asString());
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
      lookUp(exchange, path.substring(path.lastIndexOf('/') + 1));
      return;
    }
    JsonNode body = EventCodec.JSON.readTree(exchange.getRequestBody().readAllBytes());
    String endpoint = body.path("config").path("webhook_config").path("endpoint").asString();
    Order order =
        new Order(
            endpoint.substring(endpoint.lastIndexOf('/') + 1),
            UUID.randomUUID().toString(),
            Instant.now(),
            body);
    orders.add(order);
    Handler usual = byTitle.getOrDefault(order.title(), open -> take(order, open));
    Objects.requireNonNullElse(always, usual).handle(exchange);
  }

  private void take(Order order, HttpExchange exchange) throws IOException {
    taken.add(order);
    LockSupport.parkNanos(thinking.toNanos());
    answer(exchange, 200, accepted(order.taskId()));
    whenTaken.accept(order);
  }

  private void lookUp(HttpExchange exchange, String taskId) throws IOException {
    Handler told = Objects.requireNonNullElse(always, byTask.getOrDefault(taskId, this::tell));
    told.handle(exchange);
  }

  private void tell(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    ObjectNode task = tasks.get(path.substring(path.lastIndexOf('/') + 1));
    answer(
        exchange,
        task == null ? 404 : 200,
        (task == null
                ? "{\"code\":404,\"data\":null,\"message\":\"not found\"}"
                : "{\"code\":200,\"data\":" + task + "}")
            .getBytes(UTF_8));
  }

  /** The answer to an order that was taken. */
  public static byte[] accepted(String taskId) {
    return "{\"code\":200,\"data\":{\"task_id\":\"%s\",\"status\":\"pending\"}}"
        .formatted(taskId)
        .getBytes(UTF_8);
  }

  /** The answer of a provider that is down behind its proxy. */
  public static void unavailable(HttpExchange exchange) throws IOException {
    answer(exchange, 503, "<html>Service Unavailable</html>".getBytes(UTF_8));
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
