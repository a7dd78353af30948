package ai.babymusic.local.piapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All tasks, in memory and in a folder. */
final class TaskFolder {

  private final Path folder;
  private final Map<UUID, StoredTask> tasks = new ConcurrentHashMap<>();

  private TaskFolder(Path folder) {
    this.folder = folder;
  }

  static TaskFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    TaskFolder opened = new TaskFolder(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(DurableFile.UNFINISHED)) {
          // A write that was killed: nobody was told of it.
          Files.delete(file);
        } else {
          StoredTask stored = StoredTask.read(file);
          opened.tasks.put(stored.task().taskId(), stored);
        }
      }
    }
    return opened;
  }

  /** Returns once the task is durable. */
  StoredTask add(PiapiTask task) throws IOException {
    StoredTask stored = StoredTask.create(folder, task);
    tasks.put(task.taskId(), stored);
    return stored;
  }

  Optional<StoredTask> find(String taskId) {
    try {
      return Optional.ofNullable(tasks.get(UUID.fromString(taskId)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Oldest first. */
  List<StoredTask> all() {
    return tasks.values().stream()
        .sorted(Comparator.comparing(stored -> stored.task().createdAt()))
        .toList();
  }
}
