package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.infrastructure.Trees;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.signing.SigningKeys;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

  private static final int PROVIDER_PORT = 8070;
  private static final List<Integer> PORTS =
      List.of(
          PROVIDER_PORT,
          8080,
          8081,
          8090,
          9000,
          9092,
          9093,
          2525,
          54_320,
          18_080,
          18_081,
          18_082,
          18_083,
          18_084);
  private static final int LARGEST_OFFSET = 11_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What callers of a generation's callback address must know. */
  private static final String SIGNING_KEY = "known-to-these-tests-alone";

  /** What the sign-in provider {@code mock} calls us. */
  public static final String PROVIDER_CLIENT = "baby-music";

  /**
   * As in production where it matters to sign-in, and without waiting: all parents of the tests
   * come from one address, and some ask for a second mail at once.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "WEBHOOK_SIGNING_KEY", SIGNING_KEY,
          "AUTH_AUTO_CONFIRM", "false",
          "AUTH_ANONYMOUS", "true",
          "AUTH_RATE_LIMITS", "off",
          "AUTH_MAIL_MIN_INTERVAL", "0s",
          "AUTH_JWKS_CHECK", "200ms",
          "AUTH_MANUAL_LINKING", "true",
          "GATEWAY_AUTH_PROVIDERS_MOCK_CLIENT_ID", PROVIDER_CLIENT,
          "GATEWAY_AUTH_PROVIDERS_MOCK_CLIENT_SECRET", "known to the provider",
          "GATEWAY_AUTH_REFRESHREUSEINTERVAL", "2s");

  private final DataFolder data;
  private final Mailbox mailbox;
  private final int offset;
  private Process supervisor;

  private static final class Shared {
    private static final RunningSystem INSTANCE = start();
  }

  private RunningSystem(Path data, int offset) throws IOException {
    this.data = new DataFolder(data);
    this.mailbox = new Mailbox(this.data.mail());
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

  /** What its mail server received. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** Where the sign-in provider {@code mock} is expected; a test starts it. */
  public URI provider() {
    return URI.create("http://localhost:" + (PROVIDER_PORT + offset) + "/mock");
  }

  /** The private keys that sign access tokens; the gateway follows the file. */
  public Path signingKeys() {
    return data.secrets().resolve("jwks.json");
  }

  /** A token of somebody who may administer accounts. */
  public String operatorToken() {
    try {
      String token =
          SigningKeys.read(signingKeys())
              .token(gateway() + "/auth/v1", "service_role", Instant.now());
      Secrets.note("access_token", token);
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of all logs, and what the supervisor itself says. */
  public List<Path> logs() {
    return List.of(data.logs(), output());
  }

  public String kafkaBootstrapServers() {
    return "127.0.0.1:" + (9092 + offset);
  }

  /** The database, as somebody who may do everything. */
  public DatabaseUrl database() throws IOException {
    var secrets = new Properties();
    try (Reader file = Files.newBufferedReader(data.secrets().resolve("secrets.properties"))) {
      secrets.load(file);
    }
    return new DatabaseUrl(
        "jdbc:postgresql://127.0.0.1:" + (54_320 + offset) + "/" + PostgresServer.DATABASE,
        PostgresServer.ADMINISTRATOR,
        secrets.getProperty("POSTGRES_PASSWORD"));
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
            data.root().toString(),
            "--port-offset",
            Integer.toString(offset));
    builder.environment().putAll(SETTINGS);
    builder.environment().put("GATEWAY_AUTH_PROVIDERS_MOCK_ISSUER", provider().toString());
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
    return data.root().resolveSibling(data.root().getFileName() + ".log");
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
    Path file = data.run().resolve(name + ".pid");
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
