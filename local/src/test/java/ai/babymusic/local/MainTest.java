package ai.babymusic.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "dance, dance",
    "--loud, --loud",
    "up --port-offset ten, 'ten'",
    "up --port-offset 60000, between 0 and 11215",
    "--port-offset -1 up, between 0 and 11215",
    "--data, --data",
    "token, --role",
    "replay, TOPIC",
    "replay x.dlt --from newest, newest",
  })
  void whatIsNotUnderstoodIsOneLineAndExitCode2(String line, String named) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(named);
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "up", "song", "token", "replay", "secrets", "clean", "--data=DIR", "--port-offset=N");
  }

  @ParameterizedTest
  @ValueSource(strings = {"music.example.com", "localhost:8080", "http://", "http://a b"})
  void aSongWantsAnAddress(String url) {
    assertThat(run("song", "--url", url)).isEqualTo(1);
    assertThat(err.toString()).contains(url, "is not an address");
  }

  @Test
  void cleanLeavesAFolderThatIsNotOurs() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "stays");
    assertThat(run("clean", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("not a Baby Music data folder");
    assertThat(precious).exists();
  }

  @Test
  void aTokenNeedsAnInstance() {
    assertThat(run("token", "--role", "service_role", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no signing key at");
  }

  private int run(String... words) {
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
    return command.execute(words);
  }
}
