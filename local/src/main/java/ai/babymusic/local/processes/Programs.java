package ai.babymusic.local.processes;

import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Service;
import ai.babymusic.local.settings.Settings;
import ai.babymusic.local.supervision.Program;
import ai.babymusic.local.supervision.Readiness;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The programs of one instance: how each is started, what it is told, when it is ready.
 *
 * @param home the project's folder, where the services' jars lie
 * @param rehearsal whether the services write down, at their end, which classes they loaded: the
 *     archive that later starts read instead of loading and checking each class anew
 */
public record Programs(
    Path home, DataFolder data, Settings settings, HttpClient client, boolean rehearsal) {

  private static final String VERSION = "1.0.0-SNAPSHOT";

  private static final String LOG_FORMAT = "-Dlogback.configurationFile=plain-logback.xml";

  private static final Duration SERVICE_GRACE = Duration.ofSeconds(25);

  /** Kafka flushes and PostgreSQL writes a checkpoint before they end. */
  private static final Duration STORE_GRACE = Duration.ofSeconds(25);

  /** Those stand-ins that the caller has not replaced by real ones. */
  public List<Program> infrastructure() {
    List<Program> programs = new ArrayList<>();
    if (settings.startsKafka()) {
      programs.add(own(KafkaProcess.NAME, KafkaProcess.class, 384, List.of()));
    }
    if (settings.startsPostgres()) {
      programs.add(own(PostgresProcess.NAME, PostgresProcess.class, 32, List.of()));
    }
    List<String> edge = edgeParts();
    if (!edge.isEmpty()) {
      programs.add(own(EdgeProcess.NAME, EdgeProcess.class, 160, edge));
    }
    return programs;
  }

  /** Ends by itself, with code 0 when tables, topics and bucket are there. */
  public Program provision() {
    Path jar = home.resolve("schemas/target/schemas-" + VERSION + "-provision.jar");
    return program(
        "provision",
        serialHeap(128),
        List.of("-jar", jar.toString()),
        settings.forInfrastructure(),
        process -> true);
  }

  public List<Program> services() {
    return Arrays.stream(Service.values())
        .map(service -> service(service, service.moduleName()))
        .toList();
  }

  /** One process of the service; several of them need names and ports of their own. */
  public Program service(Service service, String name) {
    String module = service.moduleName();
    Path app = home.resolve(module).resolve("target/app");
    URI health =
        URI.create(
            "http://127.0.0.1:"
                + service.managementPort(settings.ports())
                + "/actuator/health/readiness");
    return program(
        name,
        service.heap(),
        List.of(
            (rehearsal ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=")
                + app.resolve("classes.jsa"),
            // An archive that is missing or older than the jar is passed over, as it should be.
            "-Xshare:auto",
            "-Xlog:disable",
            "-jar",
            app.resolve(module + "-" + VERSION + ".jar").toString()),
        settings.forService(service),
        Readiness.http(client, health));
  }

  private Program own(String name, Class<?> main, int heapMebibytes, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(LOG_FORMAT);
    command.add(main.getName());
    command.addAll(List.of(data.root().toString(), String.valueOf(settings.ports().offset())));
    command.addAll(arguments);
    Map<String, String> environment = settings.forInfrastructure();
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    return program(
        name,
        serialHeap(heapMebibytes),
        command,
        environment,
        Readiness.file(OwnProcess.readyFile(data, name)));
  }

  private static List<String> serialHeap(int mebibytes) {
    return List.of("-Xmx" + mebibytes + "m", "-XX:+UseSerialGC");
  }

  private Program program(
      String name,
      List<String> heap,
      List<String> rest,
      Map<String, String> told,
      Readiness readiness) {
    String mark = "-Dbaby-music.process=" + data.root().resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(mark);
    command.addAll(heap);
    command.addAll(
        List.of(
            // Else a start collects three times to make room for classes, of which none is garbage.
            "-XX:MetaspaceSize=256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(rest);
    Map<String, String> environment = new TreeMap<>(told);
    // glibc gives every thread an arena of its own otherwise, which no Java program wants.
    environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
    Path log = data.logs().resolve(name + ".log");
    Duration grace = rest.contains("-jar") ? SERVICE_GRACE : STORE_GRACE;
    return new Program(name, command, mark, environment, log, readiness, grace);
  }

  private List<String> edgeParts() {
    List<String> parts = new ArrayList<>();
    if (settings.startsS3()) {
      parts.add(EdgeProcess.Part.S3.name());
    }
    if (settings.startsSmtp()) {
      parts.add(EdgeProcess.Part.SMTP.name());
    }
    if (settings.startsSimulator()) {
      parts.add(EdgeProcess.Part.SIMULATOR.name());
    }
    return parts;
  }
}
