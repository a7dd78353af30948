package ai.babymusic.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhereTest {

  @Test
  void aWrongWordNamesTheRightOnes() {
    assertThat(Where.named("docker")).isEqualTo(Where.DOCKER);
    assertThat(Where.named("embedded")).isEqualTo(Where.EMBEDDED);
    assertThatThrownBy(() -> Where.named("podman"))
        .hasMessage("-Dinfra must be embedded or docker, not podman");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ContainerServers.KAFKA,
        ContainerServers.POSTGRES,
        ContainerServers.S3,
        Mailpit.IMAGE
      })
  void testsRunOnTheImagesThatAreDeployed(String image) throws IOException {
    assertThat(Files.readString(Path.of("../docker-compose.yml")))
        .contains("image: " + image + "\n");
  }
}
