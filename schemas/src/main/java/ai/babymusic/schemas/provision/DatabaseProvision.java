package ai.babymusic.schemas.provision;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Roles, changelog and publication, under an advisory lock. */
final class DatabaseProvision {

  /** Owns everything and cannot log in, so that no service's login can alter a table. */
  private static final String OWNER = "baby_music_owner";

  /** What the gateway's one login turns into, pool by pool. */
  private static final List<String> GATEWAY_ROLES =
      List.of("gateway", "gateway_auth", "ops_reader");

  private static final String REPLICATION_ROLE = "change_relay";

  private DatabaseProvision() {}

  static void run(DatabaseUrl url, Map<String, String> passwords) throws Exception {
    try (Connection lock = connect(url);
        Connection connection = connect(url)) {
      execute(lock, "select pg_advisory_lock(hashtextextended('baby-music.provision', 0))");
      requireLogicalWal(connection);
      makeRoles(connection, passwords);
      giveSchemaToOwner(connection);
      execute(connection, "set role " + OWNER);
      Changelog.update(connection);
      connection.setAutoCommit(true);
      makePublication(connection);
    }
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    if (url.password() != null) {
      properties.setProperty("password", url.password());
    }
    properties.setProperty("ApplicationName", "provision");
    return DriverManager.getConnection(url.jdbcUrl(), properties);
  }

  private static void requireLogicalWal(Connection connection) throws SQLException {
    String level = text(connection, "show wal_level");
    if (!level.equals("logical")) {
      throw new IllegalStateException(
          "PostgreSQL's wal_level is " + level + "; change-relay needs logical");
    }
  }

  private static void makeRoles(Connection connection, Map<String, String> passwords)
      throws SQLException {
    makeRole(connection, OWNER, "nologin");
    for (String role : GATEWAY_ROLES) {
      makeRole(connection, role, "nologin");
    }
    for (String role : ProvisionSettings.LOGIN_ROLES) {
      // noinherit: the gateway's login alone can do nothing until it sets a role
      makeRole(connection, role, "login noinherit");
      try (PreparedStatement statement =
          connection.prepareStatement("select format('alter role %I password %L', ?, ?)")) {
        statement.setString(1, role);
        statement.setString(2, passwords.get(role));
        execute(connection, text(statement));
      }
    }
    execute(connection, "alter role " + REPLICATION_ROLE + " replication");
    execute(connection, "grant " + String.join(", ", GATEWAY_ROLES) + " to api_gateway");
    execute(connection, "grant " + OWNER + " to current_user");
  }

  private static void makeRole(Connection connection, String role, String attributes)
      throws SQLException {
    if (!exists(connection, "select from pg_roles where rolname = '" + role + "'")) {
      execute(connection, "create role " + role + " " + attributes);
    }
  }

  private static void giveSchemaToOwner(Connection connection) throws SQLException {
    execute(connection, "alter schema public owner to " + OWNER);
    execute(
        connection,
        "do $$ begin execute format('grant create on database %I to "
            + OWNER
            + "', current_database()); end $$");
  }

  /** Before any slot: a slot that is older than its publication never gets past its start. */
  private static void makePublication(Connection connection) throws SQLException {
    if (!exists(connection, "select from pg_publication where pubname = 'outbox'")) {
      execute(
          connection,
          "create publication outbox for table public.outbox with (publish = 'insert')");
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      return found.next();
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      return text(statement);
    }
  }

  private static String text(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
