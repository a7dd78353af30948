package ai.babymusic.local.piapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A simulator in a process of its own, to be killed. */
final class SimulatorProcess {

  private SimulatorProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    PiapiSimulator simulator =
        PiapiSimulator.start(
            PiapiSimulatorSettings.in(Path.of(args[0]), Client.KEY)
                .paced(Duration.ofMillis(2000), Duration.ofMillis(50))
                .sized(2048));
    DurableFile.write(
        Path.of(args[1]), simulator.url().toString().getBytes(StandardCharsets.UTF_8));
    new CountDownLatch(1).await();
  }
}
