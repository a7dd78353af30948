package ai.babymusic.local.infrastructure;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of its own process, on loopback, with password sign-in and a logical WAL. */
public final class PostgresServer implements AutoCloseable {

  public static final String ADMINISTRATOR = "postgres";
  public static final String DATABASE = "babymusic";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final PostgresBinaries binaries;
  private final Path data;
  private final Path log;
  private final Process process;
  private final DatabaseUrl url;

  private PostgresServer(
      PostgresBinaries binaries, Path data, Path log, Process process, DatabaseUrl url) {
    this.binaries = binaries;
    this.data = data;
    this.log = log;
    this.process = process;
    this.url = url;
  }

  /**
   * Starts the server, with a fresh cluster on first use; returns when it takes connections.
   *
   * @param home where its programs are unpacked
   * @param data its cluster
   * @param log where it writes its log
   * @param password of the administrator, from the first start on
   * @param durable whether a commit waits for the disk; only a test may do without
   * @param more settings as {@code name=value}, which win over the usual ones
   */
  public static PostgresServer start(
      Path home, Path data, Path log, int port, String password, boolean durable, String... more)
      throws IOException, InterruptedException {
    PostgresBinaries binaries = PostgresBinaries.unpack(home);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(binaries, data, log, password);
    }
    List<String> command = command(binaries, "postgres", "-D", data.toString());
    settings(port, durable).forEach(setting -> command.addAll(List.of("-c", setting)));
    List.of(more).forEach(setting -> command.addAll(List.of("-c", setting)));
    Process process = start(command, log);
    DatabaseUrl url =
        new DatabaseUrl(
            "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, ADMINISTRATOR, password);
    PostgresServer server = new PostgresServer(binaries, data, log, process, url);
    try {
      server.awaitConnections();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The database, as its administrator. */
  public DatabaseUrl url() {
    return url;
  }

  public Process process() {
    return process;
  }

  /** Ends sessions, writes a checkpoint and stops. */
  @Override
  public void close() throws IOException {
    if (!process.isAlive()) {
      return;
    }
    List<String> stop =
        command(binaries, "pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
    Process stopping = start(stop, log);
    try {
      if (stopping.waitFor(PATIENCE) && process.waitFor(PATIENCE)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopping.destroyForcibly();
    process.destroyForcibly();
  }

  private static List<String> settings(int port, boolean durable) {
    return List.of(
        "listen_addresses=127.0.0.1",
        "port=" + port,
        "unix_socket_directories=",
        "fsync=" + (durable ? "on" : "off"),
        // off would delay the WAL, and with it every announcement, by a fifth of a second
        "synchronous_commit=on",
        "wal_level=logical",
        "wal_sender_timeout=10s",
        "max_slot_wal_keep_size=1GB",
        "max_connections=200",
        "shared_buffers=64MB",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_statement=none");
  }

  private static void initialise(PostgresBinaries binaries, Path data, Path log, String password)
      throws IOException, InterruptedException {
    // A cluster half made by a killed initdb has no PG_VERSION only in its first moments.
    Path unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
    Trees.delete(unfinished);
    Trees.delete(data);
    Path passwordFile =
        Files.createTempFile(
            "postgres",
            ".pw",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, password);
      run(
          command(
              binaries,
              "initdb",
              "-D",
              unfinished.toString(),
              "-U",
              ADMINISTRATOR,
              "--auth=scram-sha-256",
              "--pwfile=" + passwordFile,
              "--encoding=UTF8",
              "--no-locale",
              "--no-instructions"),
          log);
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(unfinished, data);
  }

  private void awaitConnections() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    String maintenance = url.jdbcUrl().replace("/" + DATABASE, "/postgres");
    while (true) {
      if (!process.isAlive()) {
        throw new IOException("PostgreSQL ended at once, see " + log);
      }
      try (var connection =
              DriverManager.getConnection(maintenance, ADMINISTRATOR, url.password());
          var statement = connection.createStatement()) {
        var found =
            statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'");
        if (!found.next()) {
          statement.execute("create database " + DATABASE);
        }
        return;
      } catch (SQLException e) {
        if (Instant.now().isAfter(deadline)) {
          throw new IOException("PostgreSQL takes no connections, see " + log, e);
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see root. */
  private static List<String> command(PostgresBinaries binaries, String program, String... args) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.program(program).toString());
    command.addAll(List.of(args));
    return command;
  }

  private static Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    int status = start(command, log).waitFor();
    if (status != 0) {
      throw new IOException(command + " failed with " + status + ", see " + log);
    }
  }
}
