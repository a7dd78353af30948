package ai.babymusic.worker.settings;

import ai.babymusic.schemas.provision.DatabaseUrl;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool of connections, from the one URL that every service understands. */
@Configuration(proxyBeanMethods = false)
class DatabaseConnections {

  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /** A worker that is frozen in a transaction must not keep all others from admitting songs. */
  private static final String FREE_WHAT_A_FROZEN_WORKER_HOLDS =
      "-c idle_in_transaction_session_timeout=15s";

  /** Nor one whose host is gone: no word comes from it, and none that it has gone. */
  private static final String FREE_WHAT_A_LOST_WORKER_HOLDS =
      " -c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
          + " -c tcp_user_timeout=20s -c client_connection_check_interval=5s";

  /** Work that waits longer begins anew, and holds nothing meanwhile. */
  private static final String NEVER_QUEUE_FOR_LONG = " -c lock_timeout=10s";

  @Bean
  HikariDataSource dataSource(WorkerSettings settings) {
    return pool(settings.database());
  }

  static HikariDataSource pool(WorkerSettings.Database database) {
    DatabaseUrl url = DatabaseUrl.parse(database.url());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbcUrl());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(database.connections());
    config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    config.setPoolName("worker");
    // A database that is away at the start is waited for, as one that goes away later is.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "generation-worker");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "options",
        FREE_WHAT_A_FROZEN_WORKER_HOLDS + FREE_WHAT_A_LOST_WORKER_HOLDS + NEVER_QUEUE_FOR_LONG);
    return new HikariDataSource(config);
  }
}
