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

  @Bean
  HikariDataSource dataSource(WorkerSettings settings) {
    DatabaseUrl url = DatabaseUrl.parse(settings.database().url());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbcUrl());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(settings.database().connections());
    config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    config.setPoolName("worker");
    // A database that is away at the start is waited for, as one that goes away later is.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "generation-worker");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return new HikariDataSource(config);
  }
}
