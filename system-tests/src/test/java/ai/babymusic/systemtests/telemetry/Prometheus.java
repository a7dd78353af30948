package ai.babymusic.systemtests.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A real Prometheus that asks the five services every two seconds. */
final class Prometheus implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI address;
  private final Process process;

  private Prometheus(URI address, Process process) {
    this.address = address;
    this.process = process;
  }

  /** Where the program lies on this machine, if it does. */
  static Optional<Path> program(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts {@code program} with its files in {@code folder}; it has seen all services once. */
  static Prometheus start(Path program, Path folder, RunningSystem system, Path alerts)
      throws IOException {
    Path configuration = Files.writeString(folder.resolve("prometheus.yml"), told(system, alerts));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var prometheus = new Prometheus(URI.create("http://127.0.0.1:" + port), process);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(prometheus.services())
                .hasSameSizeAs(Service.values())
                .allSatisfy(service -> assertThat(service).endsWith(" up ")));
    return prometheus;
  }

  /** Each with its health and, if it is not well, the reason. */
  private List<String> services() {
    JsonNode targets = Parent.get(address.resolve("/api/v1/targets")).at("/data/activeTargets");
    return StreamSupport.stream(targets.spliterator(), false)
        .map(target ->
            "%s %s %s"
                .formatted(
                    target.at("/labels/job").asString(),
                    target.get("health").asString(),
                    target.get("lastError").asString()))
        .toList();
  }

  /** What the expression says now: a sample a series; those without a number are left out. */
  JsonNode values(String expression) {
    JsonNode answer =
        Parent.get(address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)));
    var numbers = answer.at("/data/result").deepCopy().asArray();
    numbers.removeIf(sample -> sample.at("/value/1").asString().equals("NaN"));
    return numbers;
  }

  /** When it last asked the service of this name, in seconds since 1970. */
  double lastAsked(String job) {
    return StreamSupport.stream(values("timestamp(up{job=\"" + job + "\"})").spliterator(), false)
        .mapToDouble(sample -> Double.parseDouble(sample.at("/value/1").asString()))
        .max()
        .orElse(0);
  }

  private static String told(RunningSystem system, Path alerts) {
    String jobs =
        Arrays.stream(Service.values())
            .map(service ->
                """
                  - job_name: %s
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: ['%s']}]
                """
                    .formatted(service.moduleName(), system.management(service).getAuthority()))
            .collect(Collectors.joining());
    return """
    global: {scrape_interval: 2s, evaluation_interval: 2s}
    rule_files: ['%s']
    scrape_configs:
    """
            .formatted(alerts)
        + jobs;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
