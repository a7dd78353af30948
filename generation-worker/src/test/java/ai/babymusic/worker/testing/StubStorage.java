package ai.babymusic.worker.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands in for a storage that speaks S3: takes everything, keeps nothing, fails when told. */
public final class StubStorage implements AutoCloseable {

  private final HttpServer server;
  private volatile Predicate<String> failing = path -> false;

  public StubStorage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** From now on it fails at these paths of bucket and key. */
  public void failsAt(Predicate<String> path) {
    failing = path;
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    StubProvider.answer(
        exchange, failing.test(exchange.getRequestURI().getPath()) ? 500 : 200, new byte[0]);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
