package ai.babymusic.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path folder;

  @Test
  void aFolderWithSomethingElseInItIsNeverFilled() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    DataFolder data = new DataFolder(folder);
    assertThatThrownBy(data::prepare)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not a Baby Music data folder");
    assertThat(data.isOurs()).isFalse();
  }

  @Test
  void deletingDoesNotFollowLinks() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path precious = Files.writeString(outside.resolve("precious.txt"), "stays");
    data.prepare();
    Files.createSymbolicLink(data.logs().resolve("link"), outside);
    data.delete();
    assertThat(data.root()).doesNotExist();
    assertThat(precious).exists();
  }

  @Test
  void onlyOneHasTheLock() throws IOException {
    DataFolder data = new DataFolder(folder);
    data.prepare();
    try (FileChannel first = data.lock()) {
      assertThat(first).isNotNull();
      assertThat(data.lock()).isNull();
    }
  }
}
