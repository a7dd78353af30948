package ai.babymusic.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

  @Test
  void withoutADatabaseTheGatewayStartsAndSoonSays503() {
    String nowhere =
        "postgresql://api_gateway:x@127.0.0.1:%d/baby".formatted(Infrastructure.freePort());
    try (var gateway = RunningGateway.start(Map.of("DATABASE_URL", nowhere))) {
      var client = gateway.client();
      client.get("/auth/v1/health");
      Instant asked = Instant.now();
      var reply = client.signIn(Client.newAddress(), "lullaby");
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isEqualTo("2");
      assertThat(gateway.management().get("/actuator/health/liveness").status()).isEqualTo(200);
    }
  }
}
