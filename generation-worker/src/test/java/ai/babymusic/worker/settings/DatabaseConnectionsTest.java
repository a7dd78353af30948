package ai.babymusic.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.Infrastructure;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConnectionsTest {

  /** A frozen worker kept its locks, and with them every other from admitting songs. */
  @Test
  void theServerTakesBackWhatASilentWorkerHolds() {
    String url = Infrastructure.shared().databaseUrl("generation_worker");
    try (HikariDataSource pool = DatabaseConnections.pool(new WorkerSettings.Database(url, 2))) {
      List<@Nullable String> settings =
          JdbcClient.create(pool)
              .sql("select name || '=' || current_setting(name) from pg_settings where source = ?")
              .param("client")
              .query(String.class)
              .list();
      assertThat(settings)
          .contains(
              "idle_in_transaction_session_timeout=15s",
              "lock_timeout=10s",
              "client_connection_check_interval=5s",
              "tcp_keepalives_idle=4",
              "tcp_user_timeout=20000");
    }
  }
}
