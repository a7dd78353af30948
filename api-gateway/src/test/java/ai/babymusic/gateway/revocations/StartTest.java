package ai.babymusic.gateway.revocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Infrastructure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {

  private static final String NO_KAFKA = "127.0.0.1:" + Infrastructure.freePort();

  private final SignedIn staying = SignedIn.at(RunningGateway.shared());
  private final SignedIn leaving = staying.onAnotherDevice(RunningGateway.shared());

  @Test
  void aGatewayThatStartsWithoutKafkaKnowsWhoLeftBefore() {
    end(leaving);
    try (var gateway = RunningGateway.start(Map.of("KAFKA_BOOTSTRAP_SERVERS", NO_KAFKA))) {
      assertThat(leaving.talkingTo(gateway).isRefused()).isTrue();
      assertThat(staying.talkingTo(gateway).isLetIn()).isTrue();
    }
  }

  @Test
  void withoutKafkaTheNextCheckTells() {
    try (var gateway =
        RunningGateway.start(
            Map.of("KAFKA_BOOTSTRAP_SERVERS", NO_KAFKA, "AUTH_REVOCATION_CHECK", "300ms"))) {
      assertThat(leaving.talkingTo(gateway).isLetIn()).isTrue();
      end(leaving);
      await().until(leaving.talkingTo(gateway)::isRefused);
      assertThat(staying.talkingTo(gateway).isLetIn()).isTrue();
    }
  }

  @Test
  void aGatewayThatCouldNotAskYetJudgesNoTokenAndIsNotReady() {
    end(leaving);
    try (var way = Forwarder.shut(Infrastructure.shared().databaseUrl("api_gateway"));
        var gateway = RunningGateway.start(Map.of("DATABASE_URL", way.url()))) {
      var unjudged = leaving.talkingTo(gateway).client().get("/api/songs");
      assertThat(unjudged.status()).isEqualTo(503);
      assertThat(unjudged.text("code")).isEqualTo("database_unavailable");
      assertThat(unjudged.header("retry-after")).isEqualTo("2");
      assertThat(readiness(gateway)).isEqualTo(503);

      way.open();
      await().until(leaving.talkingTo(gateway)::isRefused);
      assertThat(readiness(gateway)).isEqualTo(200);
      assertThat(staying.talkingTo(gateway).isLetIn()).isTrue();
    }
  }

  private static int readiness(RunningGateway gateway) {
    return gateway.management().get("/actuator/health/readiness").status();
  }

  private static void end(SignedIn session) {
    Admin.jdbc().sql("delete from auth.sessions where id = ?").param(session.sessionId()).update();
  }
}
