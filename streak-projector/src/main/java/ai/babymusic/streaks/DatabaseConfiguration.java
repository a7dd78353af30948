package ai.babymusic.streaks;

import ai.babymusic.schemas.provision.DatabaseUrl;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database as {@code DATABASE_URL} names it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  HikariDataSource dataSource(StreaksProperties properties) {
    DatabaseUrl url = DatabaseUrl.parse(properties.databaseUrl());
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url.jdbcUrl());
    pool.setUsername(url.user());
    pool.setPassword(url.password());
    pool.setMaximumPoolSize(properties.connections());
    pool.setConnectionTimeout(properties.connectionTimeout().toMillis());
    // The projector may start before its database.
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("ApplicationName", "streak-projector");
    pool.addDataSourceProperty("connectTimeout", "3");
    pool.addDataSourceProperty("socketTimeout", "30");
    return pool;
  }
}
