package ai.babymusic.systemtests.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files by which the processes of a running system are known. */
record PidFiles(Path folder) {

  /** The process and what it has started itself, such as PostgreSQL's own processes. */
  Stream<ProcessHandle> processes(String name) {
    try {
      String written = Files.readString(folder.resolve(name + ".pid"));
      long pid = Long.parseLong(written.substring(0, written.indexOf(' ')));
      return ProcessHandle.of(pid).stream()
          .flatMap(root -> Stream.concat(root.descendants(), Stream.of(root)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signal(String signal, String name) {
    Signals.send(signal, processes(name));
  }
}
