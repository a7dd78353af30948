package ai.babymusic.local.processes;

import ai.babymusic.local.settings.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the instance's own processes share: how they say that they are ready, and how they end. */
final class OwnProcess {

  private OwnProcess() {}

  /** A main method's work; told apart because its exceptions need {@link #main}'s care. */
  interface Work {
    void run() throws Exception;
  }

  /** Does the work and ends the process if it fails: other threads would keep half of it alive. */
  static void main(Work work) {
    try {
      work.run();
    } catch (Exception e) {
      LoggerFactory.getLogger(OwnProcess.class).atError().setCause(e).log("cannot go on");
      System.exit(1);
    }
  }

  static Path readyFile(DataFolder data, String name) {
    return data.run().resolve(name + ".ready");
  }

  /** Tells the supervisor; the pid says that it is not an older process's word. */
  static void sayReady(DataFolder data, String name) throws IOException {
    Path temporary = data.run().resolve(name + ".ready.new");
    Files.writeString(temporary, String.valueOf(ProcessHandle.current().pid()));
    Files.move(
        temporary,
        readyFile(data, name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Closes them, in this order, when the process is told to end. */
  static void closeAtEnd(List<AutoCloseable> parts) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> parts.forEach(OwnProcess::close)));
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(part.getClass()).atError().setCause(e).log("did not end cleanly");
    }
  }
}
