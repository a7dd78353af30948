package ai.babymusic.local.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Real processes that do nothing for a while. */
final class Children {

  private Children() {}

  /** A process that waits until it is ended. */
  static Program sleeper(Path folder, String name) {
    return shell(folder, name, "exec tail -f \"$0\"");
  }

  /** A process that runs {@code script}, where {@code $0} is a file; always ready. */
  static Program shell(Path folder, String name, String script) {
    Path file = folder.resolve(name + ".mark");
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Program(
        name,
        List.of("/bin/sh", "-c", script, file.toString()),
        file.toString(),
        Map.of("PATH", "/usr/bin:/bin"),
        folder.resolve(name + ".log"),
        process -> true,
        Duration.ofMillis(500));
  }
}
