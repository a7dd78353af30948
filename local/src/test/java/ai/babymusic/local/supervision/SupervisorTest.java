package ai.babymusic.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  @TempDir Path folder;

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void whatDiesComesBackAloneAndItIsSaid() throws Exception {
    try (Supervisor supervisor = new Supervisor(folder, said::add)) {
      supervisor.start(
          List.of(Children.sleeper(folder, "kafka"), Children.sleeper(folder, "edge")));
      supervisor.awaitReady(Duration.ofSeconds(5));
      ProcessHandle kafka = process("kafka");
      ProcessHandle edge = process("edge");

      kafka.destroyForcibly();

      await().until(() -> said.stream().anyMatch(line -> line.startsWith("kafka is back")));
      assertThat(said.getFirst()).isEqualTo("kafka ended with code 137, starting again in 0.5 s");
      assertThat(process("kafka")).isNotEqualTo(kafka);
      assertThat(process("edge")).isEqualTo(edge);
    }
  }

  @Test
  void nothingOutlivesClosingEvenIfItIgnoresTheRequest() throws Exception {
    Supervisor supervisor = new Supervisor(folder, said::add);
    supervisor.start(
        List.of(
            Children.shell(folder, "deaf", "trap '' TERM; exec tail -f \"$0\""),
            Children.sleeper(folder, "polite")));
    supervisor.awaitReady(Duration.ofSeconds(5));
    ProcessHandle deaf = process("deaf");
    ProcessHandle polite = process("polite");

    supervisor.close();

    assertThat(deaf.isAlive()).isFalse();
    assertThat(polite.isAlive()).isFalse();
    assertThat(folder.resolve("deaf.pid")).doesNotExist();
  }

  @Test
  void aProgramThatNeverComesUpIsNamedWithTheEndOfItsLog() {
    try (Supervisor supervisor = new Supervisor(folder, said::add)) {
      Program broken = Children.shell(folder, "broken", "echo no such setting: colour; exit 9");
      Program neverReady =
          new Program(
              broken.name(),
              broken.command(),
              broken.mark(),
              broken.environment(),
              broken.log(),
              process -> false,
              broken.grace());
      supervisor.start(List.of(neverReady));
      assertThatThrownBy(() -> supervisor.awaitReady(Duration.ofSeconds(20)))
          .isInstanceOf(NeverReady.class)
          .hasMessageContaining("broken ended with code 9")
          .hasMessageContaining("no such setting: colour");
    }
  }

  @Test
  void aOneShotThatFailsIsNamed() {
    try (Supervisor supervisor = new Supervisor(folder, said::add)) {
      Program program = Children.shell(folder, "provision", "echo no such host; exit 1");
      assertThatThrownBy(() -> supervisor.runOnce(program, Duration.ofSeconds(5)))
          .isInstanceOf(NeverReady.class)
          .hasMessageContaining("provision failed with code 1")
          .hasMessageContaining("no such host");
    }
  }

  /** Waits for it: until a child has become its program, it has no command line to be known by. */
  private ProcessHandle process(String name) {
    Path file = folder.resolve(name + ".pid");
    return await()
        .until(
            () ->
                Files.exists(file)
                    ? PidFile.read(file).flatMap(PidFile::alive)
                    : Optional.<ProcessHandle>empty(),
            Optional::isPresent)
        .orElseThrow();
  }
}
