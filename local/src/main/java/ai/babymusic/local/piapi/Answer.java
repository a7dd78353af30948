package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** What a client gets, whole or spoiled. */
sealed interface Answer {

  /** The connection ends without a word. */
  Answer CUT = new Cut();

  /** The connection stays, without a word, for longer than anybody waits. */
  Answer HANG = new Delayed(CUT, Duration.ofMinutes(5));

  void send(HttpExchange exchange) throws IOException;

  static Told json(int status, JsonNode body) {
    return new Told(status, "application/json", Map.of(), Json.MAPPER.writeValueAsBytes(body));
  }

  static Told text(int status, String contentType, String body) {
    return new Told(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole answer. */
  final class Told implements Answer {

    private final int status;
    private final String contentType;
    private final Map<String, String> headers;
    private final byte[] body;

    Told(int status, String contentType, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.contentType = contentType;
      this.headers = headers;
      this.body = body;
    }

    String contentType() {
      return contentType;
    }

    byte[] body() {
      return body;
    }

    Told with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Told(status, contentType, Map.copyOf(more), body);
    }

    void begin(HttpExchange exchange) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      headers.forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
      if (bodiless) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      }
      exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    }

    @Override
    public void send(HttpExchange exchange) throws IOException {
      begin(exchange);
      if (!exchange.getRequestMethod().equals("HEAD") && body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  /** Promises the whole and stops half-way. */
  record CutHalfway(Told whole) implements Answer {
    @Override
    public void send(HttpExchange exchange) throws IOException {
      whole.begin(exchange);
      OutputStream out = exchange.getResponseBody();
      out.write(whole.body(), 0, whole.body().length / 2);
      out.flush();
    }
  }

  /** The whole, a few bytes at a time. */
  record Trickle(Told whole, int bytesPerSecond) implements Answer {
    @Override
    public void send(HttpExchange exchange) throws IOException {
      whole.begin(exchange);
      try (OutputStream out = exchange.getResponseBody()) {
        int step = Math.max(1, bytesPerSecond / 10);
        for (int at = 0; at < whole.body().length; at += step) {
          out.write(whole.body(), at, Math.min(step, whole.body().length - at));
          out.flush();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
      }
    }
  }

  /** What begins as the whole and goes on with zeros up to {@code size}. */
  record Padded(Told whole, int size) implements Answer {
    @Override
    public void send(HttpExchange exchange) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", whole.contentType());
      exchange.sendResponseHeaders(200, size);
      byte[] zeros = new byte[64 << 10];
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(whole.body());
        for (int left = size - whole.body().length; left > 0; left -= zeros.length) {
          out.write(zeros, 0, Math.min(left, zeros.length));
        }
      }
    }
  }

  /** The answer after a while. */
  record Delayed(Answer answer, Duration delay) implements Answer {
    @Override
    public void send(HttpExchange exchange) throws IOException {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
        return;
      }
      answer.send(exchange);
    }
  }

  /** Nothing; the exchange is closed by whoever handles it, and with it the connection. */
  record Cut() implements Answer {
    @Override
    public void send(HttpExchange exchange) {}
  }
}
