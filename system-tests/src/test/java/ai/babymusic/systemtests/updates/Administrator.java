package ai.babymusic.systemtests.updates;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Somebody who works in the database by hand, past all services. */
public final class Administrator {

  private final DatabaseUrl database;
  private final JdbcClient jdbc;

  public Administrator(DatabaseUrl database) {
    this.database = database;
    jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.jdbcUrl(), database.user(), String.valueOf(database.password())));
  }

  /** Each statement on a connection of its own, so that a killed server is found again. */
  JdbcClient jdbc() {
    return jdbc;
  }

  /** A connection that is the caller's to close. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  /** Whether anybody waits for a lock that this process of the server has. */
  boolean isBlocking(int process) {
    return jdbc.sql(
            """
            select exists (select from pg_stat_activity a where ? = any(pg_blocking_pids(a.pid)))
            """)
        .param(process)
        .query(Boolean.class)
        .single();
  }

  boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException away) {
      return false;
    }
  }
}
