package ai.babymusic.gateway.running;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.provision.DatabaseUrl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Someone who may do everything in the database of the tests. */
public final class Admin {

  private Admin() {}

  public static JdbcClient jdbc() {
    var url = DatabaseUrl.parse(Infrastructure.shared().adminDatabaseUrl());
    return JdbcClient.create(
        new DriverManagerDataSource(url.jdbcUrl(), url.user(), String.valueOf(url.password())));
  }
}
