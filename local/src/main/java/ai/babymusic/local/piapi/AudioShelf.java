package ai.babymusic.local.piapi;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Finished MP3 files, the ones used last in memory. One that was put away is made again, byte for
 * byte.
 */
final class AudioShelf implements AutoCloseable {

  private static final long BYTES_KEPT = 64L << 20;

  private record Key(UUID taskId, int track) {}

  private final Map<Key, FutureTask<byte[]>> files = new LinkedHashMap<>(16, 0.75f, true);

  /** One thread, so that composing does not starve what the songs are composed for. */
  private final ExecutorService composer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("piapi-audio").factory());

  /** Begins to make a task's tracks, so that they are there when it is done. */
  void prepare(PiapiTask task) {
    for (int track = 1; track <= task.order().model().songs; track++) {
      composer.execute(file(task, track));
    }
  }

  /** Made by whoever asks, if it is not yet made or being made. */
  byte[] get(PiapiTask task, int track) throws IOException {
    FutureTask<byte[]> file = file(task, track);
    file.run();
    try {
      return file.get();
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("no audio for track " + track + " of " + task.taskId(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while audio was made", e);
    }
  }

  private synchronized FutureTask<byte[]> file(PiapiTask task, int track) {
    makeRoom(task.audioBytes());
    return files.computeIfAbsent(
        new Key(task.taskId(), track),
        key -> new FutureTask<>(() -> Song.lullaby(task, track).mp3()));
  }

  private void makeRoom(int bytes) {
    Iterator<FutureTask<byte[]>> eldest = files.values().iterator();
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
