package ai.babymusic.systemtests.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Log lines for machines, by one setting. */
class LogLinesTest {

  private static final Duration SOME_SONGS_TIME = Duration.ofMinutes(2);

  private final RunningSystem system = RunningSystem.shared();
  private final List<String> songs = new ArrayList<>();

  @Test
  void everyLineAboutASongNamesTheSongItsAttemptAndItsTrace() {
    try (Instance worker =
        Instance.start(
                system,
                Service.GENERATION_WORKER,
                Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"))
            .awaitReady()) {
      // The other worker takes its share: more songs, until this one has had a part in one.
      List<JsonNode> lines =
          await()
              .atMost(SOME_SONGS_TIME)
              .until(() -> about(song(), worker), about -> !about.isEmpty());

      assertThat(lines)
          .allSatisfy(line -> {
            assertThat(line.at("/service/name").asString()).isEqualTo("generation-worker");
            assertThat(line.at("/song/id").asString()).isIn(songs);
            assertThat(line.at("/generation/id").asString()).isNotEmpty();
            assertThat(line.path("trace.id").asString("")).matches("[0-9a-f]{32}");
          });
    }
  }

  private UUID song() {
    Parent parent = Parent.signUp(system.gateway());
    UUID song = parent.requestSong();
    songs.add(song.toString());
    parent.awaitStatus(song, "ready");
    return song;
  }

  private static List<JsonNode> about(UUID song, Instance worker) {
    try {
      return Files.readAllLines(worker.log()).stream()
          .filter(line -> line.contains(song.toString()))
          .map(EventCodec.JSON::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
