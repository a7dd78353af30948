package ai.babymusic.relay;

import ai.babymusic.local.testing.Infrastructure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A relay as it runs in production: a process of its own, so that it can be killed. */
final class RelayProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private RelayProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static RelayProcess start(String databaseUrl, String kafka) {
    return start(databaseUrl, kafka, Map.of());
  }

  static RelayProcess start(String databaseUrl, String kafka, Map<String, String> settings) {
    int port = Infrastructure.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChangeRelayApplication.class.getName()));
    builder.environment().put("DATABASE_URL", databaseUrl);
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    builder.environment().put("MANAGEMENT_PORT", Integer.toString(port));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File("target/relay-" + port + ".log")));
    try {
      return new RelayProcess(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RelayProcess awaitReady() {
    Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> readiness().contains("\"UP\""));
    return this;
  }

  /** What the relay says of itself; empty as long as it does not answer. */
  String readiness() {
    return get("/actuator/health/readiness");
  }

  String metrics() {
    return get("/actuator/prometheus");
  }

  /** The sum of all series of the metric; not a number if there is none. */
  double metric(String name) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }

  boolean leads() {
    return readiness().contains("\"leader\"") && metric("relay_streaming") == 1;
  }

  /** As {@code kill -STOP}: it lives and does nothing, and its connections look sound. */
  void pause() {
    signal("STOP");
  }

  void wake() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + signal + " failed with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private String get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(5))
              .build();
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      // A state other than ready is 503 with the same body; its components may still be "UP".
      return response.statusCode() == 503
          ? response.body().replace("\"UP\"", "\"up\"")
          : response.body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
