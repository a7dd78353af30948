package ai.babymusic.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

  @TempDir Path folder;

  @Test
  void theProcessOfAPidFileIsEndedAndNamed() throws Exception {
    Program program = Children.sleeper(folder, "orphan");
    Process process = Launch.start(program);
    PidFile.of(program, process.toHandle()).write(folder);

    assertThat(Orphans.end(folder)).containsExactly("orphan (" + process.pid() + ")");

    assertThat(process.waitFor(Duration.ofSeconds(5))).isTrue();
    assertThat(folder.resolve("orphan.pid")).doesNotExist();
    assertThat(Orphans.end(folder)).isEmpty();
  }

  @Test
  void aStrangerThatGotTheSamePidIsLeftAlone() throws Exception {
    Program program = Children.sleeper(folder, "stranger");
    Process process = Launch.start(program);
    try {
      PidFile truth = PidFile.of(program, process.toHandle());
      new PidFile("earlier", truth.pid(), truth.started().minusSeconds(60), truth.mark())
          .write(folder);
      new PidFile("other", truth.pid(), truth.started(), "another-command").write(folder);

      assertThat(Orphans.end(folder)).isEmpty();
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aPidFileThatIsNotWholeHarmsNobody() throws Exception {
    Files.writeString(folder.resolve("torn.pid"), "12");
    assertThat(Orphans.end(folder)).isEmpty();
  }
}
