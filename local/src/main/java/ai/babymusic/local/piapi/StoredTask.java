package ai.babymusic.local.piapi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A task and what was sent about it, one file. */
final class StoredTask {

  private record Content(PiapiTask task, List<Delivery> deliveries) {}

  private final Path file;
  private final PiapiTask task;
  private volatile List<Delivery> deliveries;

  private StoredTask(Path file, PiapiTask task, List<Delivery> deliveries) {
    this.file = file;
    this.task = task;
    this.deliveries = List.copyOf(deliveries);
  }

  static StoredTask create(Path folder, PiapiTask task) throws IOException {
    StoredTask stored = new StoredTask(folder.resolve(task.taskId() + ".json"), task, List.of());
    stored.write(List.of());
    return stored;
  }

  static StoredTask read(Path file) {
    Content content = Json.MAPPER.readValue(file.toFile(), Content.class);
    return new StoredTask(file, content.task(), content.deliveries());
  }

  PiapiTask task() {
    return task;
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** Two webhooks of one task may be answered at once. */
  synchronized void add(Delivery delivery) throws IOException {
    List<Delivery> more = new ArrayList<>(deliveries);
    more.add(delivery);
    write(more);
    deliveries = List.copyOf(more);
  }

  private void write(List<Delivery> made) throws IOException {
    DurableFile.write(file, Json.MAPPER.writeValueAsBytes(new Content(task, made)));
  }
}
