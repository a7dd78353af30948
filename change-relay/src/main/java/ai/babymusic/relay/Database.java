package ai.babymusic.relay;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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

  /**
   * How long the server bears with a silent leader. A process that was paused still answers
   * keepalives: only this takes the lead from it.
   */
  static final Duration LEAD_OUTLIVES_SILENCE = Duration.ofSeconds(6);

  /** The server notices within seconds that this host is gone, and gives the lead to another. */
  private static final String NOTICE_A_DEAD_PEER =
      "-c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

  private static final String FREE_THE_LEAD =
      " -c idle_session_timeout=" + LEAD_OUTLIVES_SILENCE.toMillis();

  /** The slot is free as soon as the lead is, and not by a signal: see the next one. */
  private static final String FREE_THE_SLOT =
      " -c wal_sender_timeout=" + LEAD_OUTLIVES_SILENCE.toMillis();

  /**
   * A sender that is told to end says so to its reader first, and waits for ever if that does not
   * read because Kafka is away. When it is the checkpointer that gives up the slot, it waits too:
   * no checkpoint would ever end.
   */
  private static final String NEVER_WAIT_FOR_A_READER_THAT_STANDS = " -c tcp_user_timeout=30s";

  /** A process paused in the middle of a long read must not keep old rows from being removed. */
  private static final String END_WHEN_FORGOTTEN = " -c idle_in_transaction_session_timeout=60s";

  private final DatabaseUrl url;

  Database(RelayProperties properties) {
    url = DatabaseUrl.parse(properties.databaseUrl());
  }

  /**
   * For short statements: an answer that takes more than 10 s will not come. The server ends it
   * when it hears nothing for {@link #LEAD_OUTLIVES_SILENCE}.
   */
  Connection forControl() throws SQLException {
    PGSimpleDataSource source = source();
    source.setSocketTimeout(10);
    source.setOptions(NOTICE_A_DEAD_PEER + FREE_THE_LEAD);
    return source.getConnection();
  }

  /** For reading or deleting a lot of rows. */
  Connection forManyRows() throws SQLException {
    PGSimpleDataSource source = source();
    source.setSocketTimeout(120);
    source.setOptions(NOTICE_A_DEAD_PEER + END_WHEN_FORGOTTEN);
    return source.getConnection();
  }

  /** Speaks the replication protocol, in which slots are made that export their snapshot. */
  Connection forReplication() throws SQLException {
    PGSimpleDataSource source = source();
    source.setProperty(PGProperty.REPLICATION, "database");
    source.setProperty(PGProperty.PREFER_QUERY_MODE, "simple");
    source.setProperty(PGProperty.ASSUME_MIN_SERVER_VERSION, "18");
    source.setOptions(NOTICE_A_DEAD_PEER + END_WHEN_FORGOTTEN);
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
    properties.put(
        "driver.options", NOTICE_A_DEAD_PEER + FREE_THE_SLOT + NEVER_WAIT_FOR_A_READER_THAT_STANDS);
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
