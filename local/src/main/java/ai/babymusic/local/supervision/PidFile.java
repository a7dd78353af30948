package ai.babymusic.local.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is needed to find a process again after its supervisor has died: pid, start and mark. A pid
 * alone would sooner or later name a stranger.
 */
record PidFile(String name, long pid, Instant started, String mark) {

  static final String SUFFIX = ".pid";

  /** The kernel's start of time wanders by a second when the clock is set. */
  private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

  static PidFile of(Program program, ProcessHandle process) {
    Instant started = process.info().startInstant().orElseGet(Instant::now);
    return new PidFile(program.name(), process.pid(), started, program.mark());
  }

  /** Reads {@code file}; empty if it is not whole. */
  static Optional<PidFile> read(Path file) throws IOException {
    String[] fields = Files.readString(file).strip().split(" ", 3);
    if (fields.length < 3) {
      return Optional.empty();
    }
    try {
      String name = file.getFileName().toString();
      return Optional.of(
          new PidFile(
              name.substring(0, name.length() - SUFFIX.length()),
              Long.parseLong(fields[0]),
              Instant.ofEpochMilli(Long.parseLong(fields[1])),
              fields[2]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  void write(Path folder) throws IOException {
    Path temporary = folder.resolve(name + ".new");
    Files.writeString(temporary, pid + " " + started.toEpochMilli() + " " + mark + "\n");
    Files.move(
        temporary,
        folder.resolve(name + SUFFIX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(name + SUFFIX));
  }

  /** The process, if exactly this one is still alive. */
  Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedThen)
        .filter(process -> commandLine(process).contains(mark));
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(start, started).abs().compareTo(CLOCK_STEP) < 0)
        .isPresent();
  }

  private static String commandLine(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.arguments()
        .map(arguments -> String.join(" ", arguments))
        .or(info::commandLine)
        .orElse("");
  }
}
