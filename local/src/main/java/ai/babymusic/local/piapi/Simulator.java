package ai.babymusic.local.piapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The simulator as a program of its own, told by its environment. */
final class Simulator {

  private static final int PORT = 8090;

  private Simulator() {}

  /**
   * Serves until the process is told to end.
   *
   * <p>{@code PIAPI_API_KEY} is what clients must send, {@code SIMULATOR_FOLDER} keeps the tasks,
   * {@code SIMULATOR_PUBLIC_URL} is what links to audio begin with.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    PiapiSimulator simulator =
        PiapiSimulator.start(
            PiapiSimulatorSettings.in(
                    Path.of(environment.getOrDefault("SIMULATOR_FOLDER", "/data")),
                    environment.getOrDefault("PIAPI_API_KEY", ""))
                .at("0.0.0.0", PORT)
                .reachedAt(
                    URI.create(
                        environment.getOrDefault(
                            "SIMULATOR_PUBLIC_URL", "http://127.0.0.1:" + PORT))));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(simulator)));
    Thread.currentThread().join();
  }

  private static void close(PiapiSimulator simulator) {
    try {
      simulator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
