package ai.babymusic.local.piapi;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finished MP3 files, the ones used last in memory. One that was put away is made again, byte for
 * byte.
 */
final class AudioShelf implements AutoCloseable {

  private static final long BYTES_KEPT = 64L << 20;

  private record Key(UUID taskId, int track) {}

  private final Map<Key, CompletableFuture<byte[]>> files = new LinkedHashMap<>(16, 0.75f, true);

  /** One thread, so that composing does not starve what the songs are composed for. */
  private final ExecutorService composer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("piapi-audio").factory());

  /** Begins to make a task's tracks, so that they are there when it is done. */
  void prepare(PiapiTask task) {
    for (int track = 1; track <= task.order().model().songs; track++) {
      var _ = file(task, track);
    }
  }

  byte[] get(PiapiTask task, int track) {
    return file(task, track).join();
  }

  private synchronized CompletableFuture<byte[]> file(PiapiTask task, int track) {
    makeRoom(task.audioBytes());
    return files.computeIfAbsent(
        new Key(task.taskId(), track),
        key -> CompletableFuture.supplyAsync(() -> Song.lullaby(task, track).mp3(), composer));
  }

  private void makeRoom(int bytes) {
    Iterator<CompletableFuture<byte[]>> eldest = files.values().iterator();
    long surplus = (files.size() + 1L) * bytes - BYTES_KEPT;
    while (surplus > 0 && eldest.hasNext()) {
      if (eldest.next().isDone()) {
        eldest.remove();
      }
      surplus -= bytes;
    }
  }

  @Override
  public synchronized void close() {
    composer.shutdownNow();
    // Whoever waits for one of these would wait for ever.
    files.values().forEach(file -> file.cancel(false));
  }
}
