package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.infrastructure.Trees;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.local.settings.Service;
import ai.babymusic.local.settings.Settings;
import ai.babymusic.local.signing.SigningKeys;
import ai.babymusic.local.supervision.Readiness;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
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

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What the sign-in provider {@code mock} calls us. */
  public static final String PROVIDER_CLIENT = Wiring.PROVIDER_CLIENT;

  private final DataFolder data;
  private final Mailbox mailbox;
  private final int offset;
  private final Map<String, String> variables;
  private Up up;

  private static final class Shared {
    private static final RunningSystem INSTANCE = start();
  }

  private RunningSystem(Path data, int offset) throws IOException {
    this.data = new DataFolder(data);
    this.mailbox = new Mailbox(this.data.mail());
    this.offset = offset;
    this.variables = Wiring.variables(provider(), collector());
    this.up = Up.launch(this.data, offset, variables);
  }

  private static RunningSystem start() {
    try {
      Path data = Files.createDirectories(Path.of("target")).toRealPath().resolve("data");
      Trees.delete(data);
      RunningSystem system = new RunningSystem(data, FreePorts.offset());
      Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
      system.up.awaitReady(PATIENCE);
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

  /** Where the operators of a service ask how it is. */
  public URI management(Service service) {
    return URI.create("http://127.0.0.1:" + service.managementPort(new Ports(offset)));
  }

  /** Its S3. */
  public URI storage() {
    return loopback(9000);
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
    return URI.create("http://localhost:" + (FreePorts.PROVIDER + offset) + "/mock");
  }

  /** Where spans go; a test starts what takes them. */
  public URI collector() {
    return loopback(FreePorts.COLLECTOR);
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

  /** The folder of all logs; what is said on the terminal is for whoever sits there. */
  public Path logs() {
    return data.logs();
  }

  public String kafkaBootstrapServers() {
    return "127.0.0.1:" + (9092 + offset);
  }

  /** The database, as somebody who may do everything. */
  public DatabaseUrl database() {
    return Wiring.database(new Ports(offset), ownSecrets());
  }

  /** With what its processes trust each other, by the names of the variables. */
  public Properties ownSecrets() {
    return Wiring.secrets(data);
  }

  /** The secrets of callback addresses, as the worker and the ingest know them. */
  public WebhookSecrets webhookSecrets() {
    return new WebhookSecrets(Wiring.SIGNING_KEY);
  }

  /** {@code kill -9} of one process; the supervisor starts it again. */
  public void kill(String process) {
    pidFiles().processes(process).forEach(ProcessHandle::destroyForcibly);
  }

  /** Asks one process to end; returns when it has. Whoever needs longer than its grace fails. */
  public void stop(String process) {
    pidFiles().stop(process);
  }

  /** From now on what dies stays dead, until the supervisor is thawed. */
  public void freezeSupervisor() {
    Signals.send("-STOP", Stream.of(up.process()));
  }

  public void thawSupervisor() {
    Signals.send("-CONT", Stream.of(up.process()));
  }

  /** Whether the process has been started and has not died since. */
  public boolean isRunning(String process) {
    return pidFiles().running(process).isPresent();
  }

  /** Whether the process, as it runs now, can do its work. */
  public boolean isReady(String process) throws InterruptedException {
    Optional<ProcessHandle> running = pidFiles().running(process);
    return running.isPresent() && readiness(process).isReady(running.get());
  }

  private Readiness readiness(String process) {
    return Arrays.stream(Service.values())
        .filter(service -> service.moduleName().equals(process))
        .map(service -> management(service).resolve("/actuator/health/readiness"))
        .map(health -> Readiness.http(HTTP, health))
        .findFirst()
        .orElseGet(() -> Readiness.file(data.run().resolve(process + ".ready")));
  }

  /** {@code kill -9} of the supervisor and of all it started: as if the machine had lost power. */
  public void killEverything() {
    List<ProcessHandle> all = new ArrayList<>(List.of(up.process()));
    PROCESSES.forEach(process -> pidFiles().processes(process).forEach(all::add));
    all.forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Starts it again over the same data; returns when it says that it is ready. */
  public void startAgain() throws IOException {
    up = Up.launch(data, offset, variables);
    up.awaitReady(PATIENCE);
  }

  /** Stops a process and its children where they stand: they take connections and never answer. */
  public void freeze(String process) {
    pidFiles().signal("-STOP", process);
  }

  public void thaw(String process) {
    pidFiles().signal("-CONT", process);
  }

  private void stop() {
    List<ProcessHandle> all =
        Stream.concat(up.process().descendants(), Stream.of(up.process())).toList();
    up.process().destroy();
    await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** What its processes are told. */
  Settings settings() {
    return Wiring.settings(variables, new Ports(offset), data);
  }

  DataFolder data() {
    return data;
  }

  private PidFiles pidFiles() {
    return new PidFiles(data.run());
  }

  private URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + (port + offset));
  }
}
