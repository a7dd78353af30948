package ai.babymusic.relay;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.stereotype.Component;

/**
 * PostgreSQL as the relay's role, by single connections: each has its own duty and no pool fits.
 */
@Component
class Database {

  /** The server notices within seconds that this host is gone, and gives the lead to another. */
  private static final String NOTICE_A_DEAD_PEER =
      "-c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
          + " -c wal_sender_timeout=10s";

  private final DatabaseUrl url;

  Database(RelayProperties properties) {
    url = DatabaseUrl.parse(properties.databaseUrl());
  }

  /** For short statements: an answer that takes more than 10 s will not come. */
  Connection forControl() throws SQLException {
    PGSimpleDataSource source = source();
    source.setSocketTimeout(10);
    return source.getConnection();
  }

  /** For reading a lot of rows. */
  Connection forReading() throws SQLException {
    return source().getConnection();
  }

  /** Speaks the replication protocol, in which slots are made that export their snapshot. */
  Connection forReplication() throws SQLException {
    PGSimpleDataSource source = source();
    source.setProperty(PGProperty.REPLICATION, "database");
    source.setProperty(PGProperty.PREFER_QUERY_MODE, "simple");
    source.setProperty(PGProperty.ASSUME_MIN_SERVER_VERSION, "18");
    return source.getConnection();
  }

  /** The same place as Debezium's properties. */
  Properties forCapture() {
    Properties parsed = Driver.parseURL(url.jdbcUrl(), new Properties());
    if (parsed == null) {
      throw new IllegalStateException("the PostgreSQL driver does not know " + url);
    }
    Properties properties = new Properties();
    parsed.forEach((name, value) -> properties.put("driver." + name, value));
    properties.remove("driver.PGHOST");
    properties.remove("driver.PGPORT");
    properties.remove("driver.PGDBNAME");
    properties.put("database.hostname", parsed.getProperty("PGHOST"));
    properties.put("database.port", parsed.getProperty("PGPORT"));
    properties.put("database.dbname", parsed.getProperty("PGDBNAME"));
    properties.put("database.user", url.user());
    if (url.password() != null) {
      properties.put("database.password", url.password());
    }
    properties.put("driver.options", NOTICE_A_DEAD_PEER);
    properties.put("driver.connectTimeout", "5");
    return properties;
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url.jdbcUrl());
    source.setUser(url.user());
    source.setPassword(url.password());
    source.setApplicationName("change-relay");
    source.setConnectTimeout(5);
    source.setTcpKeepAlive(true);
    source.setOptions(NOTICE_A_DEAD_PEER);
    return source;
  }
}
