package ai.babymusic.systemtests.contracts;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.provision.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One connection as one role. Each statement is a transaction, but for those in {@link #together}.
 */
final class RoleSession implements AutoCloseable {

  /** Roles that the gateway's login turns into. */
  private static final Set<String> GATEWAY_ROLES = Set.of("gateway", "gateway_auth", "ops_reader");

  private final Connection connection;
  private final JdbcClient jdbc;

  private RoleSession(String url) throws SQLException {
    DatabaseUrl database = DatabaseUrl.parse(url);
    connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  static RoleSession admin() throws SQLException {
    return new RoleSession(Infrastructure.shared().adminDatabaseUrl());
  }

  static RoleSession as(String role) throws SQLException {
    if (!GATEWAY_ROLES.contains(role)) {
      return new RoleSession(Infrastructure.shared().databaseUrl(role));
    }
    RoleSession session = new RoleSession(Infrastructure.shared().databaseUrl("api_gateway"));
    session.run("set role " + role);
    return session;
  }

  /** The gateway in requests of {@code user}: for the whole session, not only one transaction. */
  static RoleSession gatewayFor(UUID user) throws SQLException {
    RoleSession session = as("gateway");
    session.query(String.class, "select set_config('app.user_id', ?, false)", user.toString());
    return session;
  }

  void run(String sql) {
    jdbc.sql(sql).update();
  }

  /** How many rows it changed. */
  int update(String sql, Object... params) {
    return jdbc.sql(sql).params(params).update();
  }

  <T> List<T> query(Class<T> type, String sql, Object... params) {
    return jdbc.sql(sql).params(params).query(type).stream().map(Objects::requireNonNull).toList();
  }

  <T> T one(Class<T> type, String sql, Object... params) {
    return jdbc.sql(sql).params(params).query(type).single();
  }

  /** Calls a function that returns nothing. */
  void call(String sql, Object... params) {
    jdbc.sql(sql).params(params).query().listOfRows();
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  /** Does {@code statements} in one transaction and commits it. */
  void together(Statements statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      statements.run();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** What is done in one transaction. */
  interface Statements {
    void run() throws SQLException;
  }
}
