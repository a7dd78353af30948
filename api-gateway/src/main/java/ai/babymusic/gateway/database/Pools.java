package ai.babymusic.gateway.database;

import ai.babymusic.gateway.GatewaySettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Three pools on one login, each in a role of its own, so that a statement in the wrong place is
 * refused by PostgreSQL and not by habit.
 */
@Configuration(proxyBeanMethods = false)
class Pools {

  private final GatewaySettings.Database settings;

  Pools(GatewaySettings settings) {
    this.settings = settings.database();
  }

  @Bean
  @Primary
  HikariDataSource dataSource() {
    return pool("gateway", settings.poolSize());
  }

  @Bean(defaultCandidate = false)
  @Qualifier("auth")
  HikariDataSource authDataSource() {
    return pool("gateway_auth", settings.authPoolSize());
  }

  @Bean(defaultCandidate = false)
  @Qualifier("ops")
  HikariDataSource opsDataSource() {
    return pool("ops_reader", settings.opsPoolSize());
  }

  @Bean
  @Primary
  JdbcTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  @Primary
  Database database(DataSource dataSource, JdbcTransactionManager transactionManager) {
    return new Database(dataSource, transactionManager);
  }

  @Bean(defaultCandidate = false)
  @Qualifier("auth")
  Database authDatabase(@Qualifier("auth") DataSource dataSource) {
    return new Database(dataSource, new JdbcTransactionManager(dataSource));
  }

  @Bean(defaultCandidate = false)
  @Qualifier("ops")
  Database opsDatabase(@Qualifier("ops") DataSource dataSource) {
    return new Database(dataSource, new JdbcTransactionManager(dataSource));
  }

  private HikariDataSource pool(String role, int size) {
    var url = settings.parsed();
    long patience = settings.patience().toMillis();
    String seconds = Long.toString(settings.patience().toSeconds());
    var config = new HikariConfig();
    config.setPoolName(role);
    config.setJdbcUrl(url.jdbcUrl());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setConnectionInitSql("set role " + role);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(patience);
    config.setValidationTimeout(Math.min(patience, 1_000));
    // The gateway starts, and answers 503, while the database is still away.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("connectTimeout", seconds);
    // Without it a database that hangs, rather than refuses, would hold a request for ever.
    config.addDataSourceProperty("socketTimeout", seconds);
    // The detail of an error can be a whole row, with address and hash; logs must not show it.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("ApplicationName", "api-gateway " + role);
    return new HikariDataSource(config);
  }
}
