package ai.babymusic.systemtests.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What takes spans over OTLP/HTTP, at the address that the services have been told. */
final class Collector implements AutoCloseable {

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Collector(URI address) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** Those of a trace that have come so far. */
  List<Span> ofTrace(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    spans.addAll(Span.of(exchange.getRequestBody().readAllBytes()));
    exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
