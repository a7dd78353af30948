package ai.babymusic.local.supervision;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the terminal's Ctrl-C from the children, so that the supervisor can end them in order. A
 * session of its own does it; where {@code setsid} is missing (macOS), an ignored SIGINT, which the
 * JVM leaves ignored.
 */
final class Detached {

  private Detached() {}

  static List<String> command(List<String> command, String path) {
    List<String> detached = new ArrayList<>();
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path setsid = Path.of(folder.isEmpty() ? "." : folder, "setsid");
      if (Files.isExecutable(setsid)) {
        detached.add(setsid.toString());
        detached.addAll(command);
        return detached;
      }
    }
    detached.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    detached.addAll(command);
    return detached;
  }
}
