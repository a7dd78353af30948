package ai.babymusic.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemListTest {

  @Test
  void everyCodeIsDocumentedWithItsStatusAndMeaning() throws IOException {
    var rows =
        Files.readAllLines(Path.of("../docs/problems.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values())
                .map(code ->
                    "| `%s` | %d | %s |"
                        .formatted(code.code(), code.status().value(), code.title()))
                .toList());
  }
}
