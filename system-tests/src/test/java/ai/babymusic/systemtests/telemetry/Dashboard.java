package ai.babymusic.systemtests.telemetry;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The dashboard as Grafana is given it. */
final class Dashboard {

  private Dashboard() {}

  /** One of the expressions that a panel draws, as Grafana asks Prometheus for it. */
  record Drawn(String panel, String expression) {}

  static List<Drawn> expressions(Path file) throws IOException {
    return elements(EventCodec.JSON.readTree(Files.readString(file)).get("panels")).stream()
        .flatMap(panel ->
            elements(panel.path("targets")).stream()
                .map(target ->
                    new Drawn(
                        panel.get("title").asString(),
                        target
                            .get("expr")
                            .asString()
                            .replace("$__rate_interval", "1m")
                            .replace("$__range", "5m"))))
        .toList();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
