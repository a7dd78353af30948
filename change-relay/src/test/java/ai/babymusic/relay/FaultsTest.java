package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay while what it depends on dies. */
class FaultsTest {

  private static final Duration A_WHILE = Duration.ofMinutes(3);

  @TempDir private Path dir;
  private final String key = UUID.randomUUID().toString();
  private PlaceOfItsOwn place;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    place = new PlaceOfItsOwn(dir).start();
    try (Announcements early = place.announcements()) {
      early.announce(key, 1);
    }
    relay = place.startRelay().awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    place.close();
  }

  @Test
  void whatWasAnnouncedBeforeTheFirstRelayAndAroundAKilledDatabaseArrives() throws Exception {
    try (Announcements before = place.announcements()) {
      before.announce(key, 2);
    }
    place.postgres().process().destroyForcibly().onExit().join();
    await().atMost(A_WHILE).until(() -> relay.readiness().contains("DOWN"));
    await()
        .atMost(A_WHILE)
        .ignoreExceptions()
        .until(() -> {
          place.startPostgres("postgres");
          return true;
        });
    relay.awaitReady();
    try (Announcements after = place.announcements();
        Received received = place.received(Announcements.TOPIC)) {
      after.announce(key, 3);
      assertThat(received.awaitAll(key, 3).stream().distinct()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void whatWasAnnouncedWhileKafkaWasAwayArrivesInOrder() throws Exception {
    place.stopKafka();
    try (Announcements announcements = place.announcements()) {
      for (int n = 2; n <= 20; n++) {
        announcements.announce(key, n);
      }
      await().atMost(A_WHILE).until(() -> relay.readiness().contains("DOWN"));
      assertThat(relay.metric("relay_blocked_seconds")).isPositive();
      place.startKafka();
      relay.awaitReady();
      announcements.announce(key, 21);
    }
    try (Received received = place.received(Announcements.TOPIC)) {
      assertThat(received.awaitAll(key, 21).stream().distinct()).isSorted().hasSize(21);
    }
  }
}
