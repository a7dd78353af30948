package ai.babymusic.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.topics.Topic;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureTest {

  private final Infrastructure infrastructure = Infrastructure.shared();

  @ParameterizedTest
  @ValueSource(strings = {"api_gateway", "generation_worker", "streak_projector", "change_relay"})
  void everyServiceCanSignIn(String role) throws Exception {
    DatabaseUrl url = DatabaseUrl.parse(infrastructure.databaseUrl(role));
    try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        var statement = connection.createStatement();
        var result = statement.executeQuery("select current_user")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo(role);
    }
  }

  @Test
  void everyTopicIsThereWithItsDeadLetters() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(Arrays.stream(Topic.values()).map(Topic::address).toList())
          .containsAll(Arrays.stream(Topic.values()).map(Topic::deadLetterAddress).toList());
    }
  }
}
