package ai.babymusic.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Dockerfile promises of the two kinds of images that are made of it. */
class DockerfileTest {

  private static final Pattern STAGE =
      Pattern.compile("(?ms)^FROM (\\S+) AS (\\w+)$(.*?)(?=^FROM |\\z)");

  private final Map<String, String> bases = new HashMap<>();
  private final Map<String, String> stages = new HashMap<>();

  DockerfileTest() throws IOException {
    STAGE
        .matcher(Files.readString(Path.of("../Dockerfile")))
        .results()
        .forEach(stage -> {
          bases.put(stage.group(2), stage.group(1));
          stages.put(stage.group(2), stage.group(3));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "service"})
  void nobodyRunsAsRoot(String image) {
    List<String> users = instructions(image, "USER");
    assertThat(users).isNotEmpty();
    assertThat(users.getLast()).matches("[1-9]\\d+:[1-9]\\d+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "service"})
  void theJvmGetsTheSignals(String image) {
    assertThat(instructions(image, "ENTRYPOINT"))
        .singleElement()
        .asString()
        .startsWith("[\"java\"");
  }

  @Test
  void aServiceSaysWhetherItIsReady() {
    assertThat(instructions("service", "HEALTHCHECK"))
        .singleElement()
        .asString()
        .contains("/actuator/health/readiness", "$MANAGEMENT_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "service"})
  void noCompilerAndNoBuildToolIsInAnImage(String image) {
    String base = image;
    while (bases.containsKey(base)) {
      assertThat(stages.get(base)).doesNotContain("apt-get", "mvn ");
      base = bases.get(base);
    }
    assertThat(base).isEqualTo("${JRE_IMAGE}");
  }

  private List<String> instructions(String stage, String name) {
    return Pattern.compile("(?ms)^" + name + " (.*?[^\\\\])$")
        .matcher(stages.getOrDefault(stage, ""))
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
