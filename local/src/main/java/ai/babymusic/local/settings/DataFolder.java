package ai.babymusic.local.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything of one instance. A marker file says that it is ours, so that
 * nothing else is ever filled or deleted by mistake.
 */
public record DataFolder(Path root) {

  private static final String MARKER = ".baby-music-data";

  /** Normalises, so that one folder has one name in command lines and messages. */
  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path mail() {
    return root.resolve("mail");
  }

  public Path run() {
    return root.resolve("run");
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path s3() {
    return root.resolve("s3");
  }

  /** What can be made again: programs unpacked from jars. */
  public Path cache() {
    return root.resolve("cache");
  }

  public Path simulator() {
    return root.resolve("simulator");
  }

  public boolean isOurs() {
    return Files.isRegularFile(root.resolve(MARKER));
  }

  /**
   * Makes the folder and marks it as ours.
   *
   * @throws Refusal if something else is in it
   */
  public void prepare() throws IOException {
    if (!isOurs()) {
      Files.createDirectories(root);
      try (var entries = Files.list(root)) {
        if (entries.findAny().isPresent()) {
          throw new Refusal(root + " is not empty and not a Baby Music data folder");
        }
      }
      Files.writeString(
          root.resolve(MARKER), "All data of one local Baby Music instance lies in this folder.\n");
    }
    for (Path folder : List.of(cache(), logs(), mail(), run())) {
      Files.createDirectories(folder);
    }
  }

  /** Takes the folder for this process until it ends; null if another one has it. */
  public @Nullable FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      return null;
    }
    channel.close();
    return null;
  }

  /** Deletes everything; links are deleted, not followed. The marker goes last. */
  public void delete() throws IOException {
    List<Path> deepestFirst;
    try (var files = Files.walk(root)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    Path marker = root.resolve(MARKER);
    for (Path file : deepestFirst) {
      if (!file.equals(marker) && !file.equals(root)) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(marker);
    Files.deleteIfExists(root);
  }
}
