package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.processes.Programs;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.local.settings.Service;
import ai.babymusic.local.settings.Settings;
import ai.babymusic.local.supervision.Launch;
import ai.babymusic.local.supervision.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One more process of a service beside the one that the running system supervises: the same jar,
 * told the same, on ports of its own. Nobody starts it again when it dies, but {@link #start}.
 */
public final class Instance implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger(1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Ports ports;
  private final Service service;
  private final Program program;
  private Process process;

  private Instance(Service service, Ports ports, Program program) {
    this.ports = ports;
    this.service = service;
    this.program = program;
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Starts one. It may not be ready yet when this returns. */
  public static Instance start(RunningSystem system, Service service) {
    return start(system, service, Map.of());
  }

  /** The same, told {@code otherwise} where it is to differ from the system's own. */
  public static Instance start(
      RunningSystem system, Service service, Map<String, String> otherwise) {
    var ports = new Ports(FreePorts.offset());
    Map<String, String> told = system.settings().forInfrastructure();
    told.putAll(otherwise);
    Settings settings = Wiring.settings(told, ports, system.data());
    Programs programs =
        new Programs(Up.project(), system.data(), settings, HttpClient.newHttpClient(), false);
    String name = service.moduleName() + "-" + COUNT.incrementAndGet();
    return new Instance(service, ports, programs.service(service, name));
  }

  /** Starts it again after {@link #kill} or {@link #stop}, on the same ports. */
  public void start() {
    if (process.isAlive()) {
      throw new IllegalStateException(program.name() + " is running");
    }
    process = launch();
  }

  /** Returns when its readiness route says yes. */
  public Instance awaitReady() {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(
                program.name() + " ended with " + process.exitValue() + ", see " + log());
          }
          return program.ready().isReady(process.toHandle());
        });
    return this;
  }

  /** As {@code kill -9}; it is dead when this returns. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to end and waits until it has; one that takes longer than its grace is killed. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(program.grace())) {
        kill();
        throw new IllegalStateException(program.name() + " did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops it where it stands: it takes connections and never answers. */
  public void freeze() {
    Signals.send("-STOP", Stream.of(process.toHandle()));
  }

  public void thaw() {
    Signals.send("-CONT", Stream.of(process.toHandle()));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Where it listens, if it is a gateway or an ingest. */
  public URI uri() {
    return URI.create(
        switch (service) {
          case API_GATEWAY -> ports.gatewayUrl();
          case WEBHOOK_INGEST -> "http://127.0.0.1:" + ports.ingest();
          case GENERATION_WORKER, STREAK_PROJECTOR, CHANGE_RELAY ->
              throw new IllegalStateException(service + " listens to nobody");
        });
  }

  /** Where operators ask how it is. */
  public URI management() {
    return URI.create("http://127.0.0.1:" + service.managementPort(ports));
  }

  /** Among those of the system. */
  public Path log() {
    return program.log();
  }

  /** Kills it if it is still there, also when it is frozen. */
  @Override
  public void close() {
    kill();
  }

  private Process launch() {
    try {
      return Launch.start(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
