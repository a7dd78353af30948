package ai.babymusic.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The machine loses its power while three songs are composing: each becomes ready, each is paid
 * once. What becomes of songs when one process alone dies, {@link NoSongIsLostTest} shows.
 */
class PowerCutTest {

  private static final Duration UNTIL_COMPOSING = Duration.ofMinutes(1);

  private final RunningSystem system = RunningSystem.shared();

  @Test
  void songsThatWereComposingAreReadyAfterwards() throws Exception {
    Parent parent = Parent.signUp(system.gateway());
    List<UUID> songs = composing(parent);

    system.killEverything();
    system.startAgain();

    assertAllReadyAndPaidOnce(parent, songs);
  }

  private List<UUID> composing(Parent parent) {
    List<UUID> songs = Stream.generate(parent::requestSong).limit(3).toList();
    await()
        .atMost(UNTIL_COMPOSING)
        .until(() -> songs.stream().allMatch(song -> paidTasks(parent.song(song)) == 1));
    return songs;
  }

  private void assertAllReadyAndPaidOnce(Parent parent, List<UUID> songs) {
    for (UUID id : songs) {
      parent.awaitStatus(id, "ready");
      JsonNode song = parent.song(id);
      assertThat(song.get("variations").size()).as("variations of " + id).isEqualTo(1);
      assertThat(song.get("attempt").asInt()).isEqualTo(1);
      assertThat(paidTasks(song)).as("tasks of " + id).isEqualTo(1);
    }
  }

  /** How many tasks the provider was asked for with the callback address of the song's attempt. */
  private long paidTasks(JsonNode song) {
    String generation = song.get("generation_id").asString();
    return Parent.get(system.simulator().resolve("/simulator/tasks"))
        .valueStream()
        .filter(task -> task.get("endpoint").asString().endsWith(generation))
        .count();
  }
}
