package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whoever the webhooks are for. */
final class Receiver implements AutoCloseable {

  record Webhook(@Nullable String secret, JsonNode body) {
    String status() {
      return body.at("/data/status").asString();
    }

    String taskId() {
      return body.at("/data/task_id").asString();
    }
  }

  private final HttpServer server;
  private final List<Webhook> webhooks = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Webhook webhook =
                new Webhook(
                    exchange.getRequestHeaders().getFirst("x-webhook-secret"),
                    Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
            webhooks.add(webhook);
            Integer answer = answers(webhook.status()).poll();
            exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
          }
        });
    server.start();
  }

  /** The next webhooks that tell of {@code taskStatus} are answered like this, others with 200. */
  void answer(String taskStatus, Integer... statuses) {
    answers(taskStatus).addAll(List.of(statuses));
  }

  private Queue<Integer> answers(String taskStatus) {
    return answers.computeIfAbsent(taskStatus, status -> new ConcurrentLinkedQueue<>());
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  List<Webhook> webhooks() {
    return List.copyOf(webhooks);
  }

  List<String> statuses() {
    return webhooks.stream().map(Webhook::status).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
