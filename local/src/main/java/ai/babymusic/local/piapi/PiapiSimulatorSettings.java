package ai.babymusic.local.piapi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator runs; {@link #in} has the usual values.
 *
 * @param folder where its tasks, the webhooks it owes and its faults survive it
 * @param apiKey what clients must send as {@code x-api-key}
 * @param bindAddress where it listens
 * @param port 0 takes a free one
 * @param publicUrl what links to audio begin with; null: the address and port it listens on
 * @param timePerSong from the create call to the end; each task takes up to a sixth more or less
 * @param audioBytes how large a track is, at most
 * @param maxConcurrentTasks unfinished tasks the plan allows before a create gets 429; 0: no limit
 * @param webhookRetryDelay how long after a refused webhook it is tried again
 */
public record PiapiSimulatorSettings(
    Path folder,
    String apiKey,
    String bindAddress,
    int port,
    @Nullable URI publicUrl,
    Duration timePerSong,
    int audioBytes,
    int maxConcurrentTasks,
    Duration webhookRetryDelay) {

  public PiapiSimulatorSettings {
    require(!apiKey.isBlank(), "apiKey must not be blank");
    require(port >= 0 && port <= 65_535, "port must be 0 to 65535: " + port);
    require(!timePerSong.isNegative(), "timePerSong must not be negative: " + timePerSong);
    require(audioBytes >= 1024, "audioBytes must be at least 1024: " + audioBytes);
    require(maxConcurrentTasks >= 0, "maxConcurrentTasks must not be negative");
    require(!webhookRetryDelay.isNegative(), "webhookRetryDelay must not be negative");
  }

  /** Loopback, a free port, 6 s a song, tracks of 64 KiB, no plan limit. */
  public static PiapiSimulatorSettings in(Path folder, String apiKey) {
    return new PiapiSimulatorSettings(
        folder,
        apiKey,
        "127.0.0.1",
        0,
        null,
        Duration.ofSeconds(6),
        64 * 1024,
        0,
        Duration.ofSeconds(5));
  }

  /** The same, listening at {@code address} and {@code port}. */
  public PiapiSimulatorSettings at(String address, int port) {
    return new PiapiSimulatorSettings(
        folder,
        apiKey,
        address,
        port,
        publicUrl,
        timePerSong,
        audioBytes,
        maxConcurrentTasks,
        webhookRetryDelay);
  }

  /** The same with another beginning of links to audio. */
  public PiapiSimulatorSettings reachedAt(URI publicUrl) {
    return new PiapiSimulatorSettings(
        folder,
        apiKey,
        bindAddress,
        port,
        publicUrl,
        timePerSong,
        audioBytes,
        maxConcurrentTasks,
        webhookRetryDelay);
  }

  /** The same at another pace. */
  public PiapiSimulatorSettings paced(Duration timePerSong, Duration webhookRetryDelay) {
    return new PiapiSimulatorSettings(
        folder,
        apiKey,
        bindAddress,
        port,
        publicUrl,
        timePerSong,
        audioBytes,
        maxConcurrentTasks,
        webhookRetryDelay);
  }

  /** The same with tracks of another size. */
  public PiapiSimulatorSettings sized(int audioBytes) {
    return new PiapiSimulatorSettings(
        folder,
        apiKey,
        bindAddress,
        port,
        publicUrl,
        timePerSong,
        audioBytes,
        maxConcurrentTasks,
        webhookRetryDelay);
  }

  /** The same with another plan. */
  public PiapiSimulatorSettings allowing(int maxConcurrentTasks) {
    return new PiapiSimulatorSettings(
        folder,
        apiKey,
        bindAddress,
        port,
        publicUrl,
        timePerSong,
        audioBytes,
        maxConcurrentTasks,
        webhookRetryDelay);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
