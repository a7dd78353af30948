package ai.babymusic.systemtests.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.babymusic.systemtests.running.LiveUpdates;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import ai.babymusic.systemtests.telemetry.Dashboard.Drawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Grafana and Prometheus are given says something once a song has been made. */
class DashboardTest {

  private static final Path DEPLOY = Path.of("../deploy").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern FIRST_EVENT =
      Pattern.compile("increase\\((\\w+(?:\\{[^}]*})?)\\[\\w+]\\)+ > 0\\b");

  private final RunningSystem system = RunningSystem.shared();

  @Test
  void everyPanelHasDataOnceASongHasBeenMade(@TempDir Path folder) throws Exception {
    List<Drawn> drawn = Dashboard.expressions(DEPLOY.resolve("grafana/dashboards/baby-music.json"));
    assertThat(drawn).hasSizeGreaterThan(30);
    try (Prometheus prometheus =
        Prometheus.start(program("prometheus"), folder, system, DEPLOY.resolve("alerts.yml"))) {
      song();
      double over = Instant.now().toEpochMilli() / 1_000.0;
      await().atMost(PATIENCE).until(() -> prometheus.lastAsked("generation-worker") > over);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(drawn)
                  .allSatisfy(part ->
                      assertThat(prometheus.values(part.expression()))
                          .as(part.toString())
                          .isNotEmpty()));
      assertThat(firstEvents())
          .hasSizeGreaterThan(3)
          .allSatisfy(series -> assertThat(prometheus.values(series)).as(series).isNotEmpty());
    }
  }

  /**
   * What alarms ask for its very first event. It has to be there before: Prometheus sees no
   * increase in a series that begins with 1.
   */
  private static List<String> firstEvents() throws IOException {
    return FIRST_EVENT
        .matcher(Files.readString(DEPLOY.resolve("alerts.yml")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void thePromtoolTakesTheAlarms() throws Exception {
    Process check =
        new ProcessBuilder(
                program("promtool").toString(),
                "check",
                "rules",
                DEPLOY.resolve("alerts.yml").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  /** Recorded, since what is measured in a trace is written down in another way. */
  private void song() throws Exception {
    Parent parent = Parent.signUp(system.gateway());
    try (LiveUpdates live = LiveUpdates.open(system.gateway(), parent, "")) {
      String song = TracedRequest.of(parent).send(system.gateway());
      await().atMost(PATIENCE).until(() -> live.statuses(song).contains("ready"));
    }
  }

  private static Path program(String name) {
    var program = Prometheus.program(name);
    assumeTrue(
        program.isPresent(),
        () -> "NOT CHECKED: no " + name + " on the PATH (Debian: apt-get install prometheus)");
    return program.orElseThrow();
  }
}
