package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.infrastructure.Trees;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * {@code ./baby-music up} in a folder and on ports of its own. Its processes are known by the pid
 * files in the data folder, so that a test can kill or freeze each of them.
 */
public final class RunningSystem {

  /** The names of the pid files, and so of the processes. */
  public static final List<String> PROCESSES =
      List.of(
          "kafka",
          "postgres",
          "edge",
          "api-gateway",
          "webhook-ingest",
          "generation-worker",
          "streak-projector",
          "change-relay");

  private static final List<Integer> PORTS =
      List.of(
          8080, 8081, 8090, 9000, 9092, 9093, 2525, 54_320, 18_080, 18_081, 18_082, 18_083, 18_084);
  private static final int LARGEST_OFFSET = 11_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What callers of a generation's callback address must know. */
  private static final String SIGNING_KEY = "known-to-these-tests-alone";

  private final Path data;
  private final int offset;
  private Process supervisor;

  private static final class Shared {
    private static final RunningSystem INSTANCE = start();
  }

  private RunningSystem(Path data, int offset) throws IOException {
    this.data = data;
    this.offset = offset;
    this.supervisor = launch();
  }

  private static RunningSystem start() {
    try {
      Path data = Files.createDirectories(Path.of("target")).toRealPath().resolve("data");
      Trees.delete(data);
      RunningSystem system = new RunningSystem(data, freeOffset());
      Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
      system.awaitReady();
      return system;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The system of this JVM: started on first use, ended with it. */
  public static RunningSystem shared() {
    return Shared.INSTANCE;
  }

  public URI gateway() {
    return loopback(8080);
  }

  public URI ingest() {
    return loopback(8081);
  }

  public URI simulator() {
    return loopback(8090);
  }

  /** The secrets of callback addresses, as the worker and the ingest know them. */
  public WebhookSecrets webhookSecrets() {
    return new WebhookSecrets(SIGNING_KEY);
  }

  /** {@code kill -9} of one process; the supervisor starts it again. */
  public void kill(String process) {
    processes(process).forEach(ProcessHandle::destroyForcibly);
  }

  /** {@code kill -9} of the supervisor and of all it started: as if the machine had lost power. */
  public void killEverything() {
    List<ProcessHandle> all = new ArrayList<>(List.of(supervisor.toHandle()));
    PROCESSES.forEach(process -> processes(process).forEach(all::add));
    all.forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Starts it again over the same data; returns when it says that it is ready. */
  public void startAgain() throws IOException {
    supervisor = launch();
    awaitReady();
  }

  /** Stops a process and its children where they stand: they take connections and never answer. */
  public void freeze(String process) {
    signal("-STOP", process);
  }

  public void thaw(String process) {
    signal("-CONT", process);
  }

  private void stop() {
    List<ProcessHandle> children = supervisor.descendants().toList();
    supervisor.destroy();
    await()
        .atMost(PATIENCE)
        .until(() -> !supervisor.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
  }

  private URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + (port + offset));
  }

  private Process launch() throws IOException {
    Path project = Path.of("..").toRealPath();
    Path local = project.resolve("local/target");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Dbaby-music.home=" + project,
            "-Dlogback.configurationFile=local-logback.xml",
            "ai.babymusic.local.Main",
            "up",
            "--data",
            data.toString(),
            "--port-offset",
            Integer.toString(offset));
    builder.environment().put("WEBHOOK_SIGNING_KEY", SIGNING_KEY);
    builder.environment().put("AUTH_RATE_LIMITS", "off"); // all parents of the tests live here
    builder
        .environment()
        .put(
            "CLASSPATH",
            local.resolve("local-1.0.0-SNAPSHOT.jar")
                + File.pathSeparator
                + Files.readString(local.resolve("classpath")));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(output().toFile()))
        .start();
  }

  private Path output() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private void awaitReady() {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          String said = Files.readString(output());
          if (!supervisor.isAlive()) {
            throw new IllegalStateException("the system did not start:\n" + said);
          }
          return said.contains("Baby Music is ready");
        });
  }

  /** The process and what it has started itself, such as PostgreSQL's own processes. */
  private Stream<ProcessHandle> processes(String name) {
    Path file = data.resolve("run").resolve(name + ".pid");
    try {
      String written = Files.readString(file);
      long pid = Long.parseLong(written.substring(0, written.indexOf(' ')));
      return ProcessHandle.of(pid).stream()
          .flatMap(root -> Stream.concat(root.descendants(), Stream.of(root)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String signal, String process) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes(process).forEach(one -> command.add(Long.toString(one.pid())));
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(command + " failed with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freeOffset() {
    return ThreadLocalRandom.current()
        .ints(1, LARGEST_OFFSET)
        .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
