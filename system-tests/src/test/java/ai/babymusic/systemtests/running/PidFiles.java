package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The files by which the processes of a running system are known. */
record PidFiles(Path folder) {

  private static final Duration GRACE = Duration.ofSeconds(20);

  /** The process and what it has started itself, such as PostgreSQL's own processes. */
  Stream<ProcessHandle> processes(String name) {
    try {
      return process(name).stream()
          .flatMap(root -> Stream.concat(root.descendants(), Stream.of(root)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process, unless it has ended and is just about to be started again. */
  Optional<ProcessHandle> running(String name) {
    try {
      // Of one that has ended and that its parent has not asked for yet, nothing else is left.
      return process(name).filter(process -> process.info().command().isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signal(String signal, String name) {
    Signals.send(signal, processes(name));
  }

  /** Returns when the process has ended; fails if it takes longer than a service is given. */
  void stop(String name) {
    running(name).orElseThrow().destroy();
    await(name + " ends").atMost(GRACE).until(() -> running(name).isEmpty());
  }

  private Optional<ProcessHandle> process(String name) throws IOException {
    String written = Files.readString(folder.resolve(name + ".pid"));
    return ProcessHandle.of(Long.parseLong(written.substring(0, written.indexOf(' '))));
  }
}
