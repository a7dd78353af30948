package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox grows old. */
class TrimmingTest {

  private static final Infrastructure PLACE = Infrastructure.shared();
  private static final Duration A_WHILE = Duration.ofMinutes(3);

  private final String key = UUID.randomUUID().toString();
  private Announcements announcements;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    announcements = Announcements.by(PLACE.adminDatabaseUrl());
    relay = startRelay().awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    announcements.close();
  }

  @Test
  void whatIsOldAndInKafkaIsForgottenByTheLeaderAlone() {
    try (RelayProcess standby = startRelay().awaitReady()) {
      announcements.writeOld("ops.generations.v1", key, "25 hours", 25_000);
      announcements.writeOld("changes.v1", key, "8 days", 3);
      announcements.writeOld("changes.v1", key, "6 days", 2);
      announcements.writeOld("auth.mail.v1", key, "23 hours", 1);
      await().atMost(A_WHILE).until(() -> announcements.countOf(key) == 3);
      assertThat(announcements.topicsOf(key))
          .containsExactly("changes.v1", "changes.v1", "auth.mail.v1");
      await().atMost(A_WHILE).until(() -> relay.metric("relay_trimmed_total") >= 25_003);
      assertThat(standby.metric("relay_trimming_seconds_count")).isZero();
      assertThat(relay.metric("relay_outbox_rows")).isNotNaN();
    }
  }

  @Test
  void whatMayNotBeInKafkaStaysHoweverOldItIs() throws Exception {
    String later = "made.later." + UUID.randomUUID();
    announcements.announce(later, key, 1);
    announcements.writeOld("changes.v1", key, "30 days", 10);
    await().atMost(A_WHILE).until(() -> relay.metric("relay_send_faults_total") > 0);
    double trimmings = relay.metric("relay_trimming_seconds_count");
    await()
        .atMost(A_WHILE)
        .until(() -> relay.metric("relay_trimming_seconds_count") > trimmings + 1);
    assertThat(announcements.countOf(key)).isEqualTo(11);

    RefusedRowsTest.make(later);
    await().atMost(A_WHILE).until(() -> announcements.topicsOf(key).equals(List.of(later)));
    try (Received received = new Received(PLACE.kafkaBootstrapServers(), "changes.v1")) {
      received.awaitAll(key, 10);
    }
  }

  private static RelayProcess startRelay() {
    return RelayProcess.start(
        PLACE.databaseUrl("change_relay"),
        PLACE.kafkaBootstrapServers(),
        Map.of("RELAY_TRIM", "1s"));
  }
}
