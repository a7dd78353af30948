package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Slots that are gone. A topic that is not there yet holds the relay where a test wants it: nothing
 * goes past such a row.
 */
@Execution(ExecutionMode.CONCURRENT)
class LostSlotTest {

  private static final Duration A_WHILE = Duration.ofMinutes(3);
  private static final String LATER = "made.later.v1";

  @TempDir private Path dir;
  private final String key = UUID.randomUUID().toString();
  private PlaceOfItsOwn place;
  private Announcements announcements;
  private Received received;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    place = new PlaceOfItsOwn(dir).start("max_slot_wal_keep_size=96MB");
    announcements = place.announcements();
    received = place.received(Announcements.TOPIC);
    relay = place.startRelay().awaitReady();
    announcements.announce(key, 1);
    received.awaitAll(key, 1);
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    received.close();
    announcements.close();
    place.close();
  }

  @Test
  void aSlotThatPostgresGaveUpWasAnnouncedToBeAndIsReplaced() throws Exception {
    String lost = announcements.slot();
    announcements.announce(LATER, "holds", 0);
    announcements.announceAll(key, 2, 20);
    await().atMost(A_WHILE).until(() -> relay.metric("relay_send_faults_total") > 0);

    announcements.fillLog(64);
    await().atMost(A_WHILE).until(() -> relay.metric("relay_wal_kept_ratio") > 0.5);
    assertThat(relay.metric("relay_wal_safe_bytes")).isBetween(1.0, 64e6);
    assertThat(relay.metric("relay_wal_unconfirmed_bytes")).isGreaterThan(60e6);
    assertThat(relay.metric("relay_lag_seconds")).isPositive();

    // The sender cannot get rid of what it has, since the relay is held up. A checkpoint that
    // waited for it to say that it ends would never be over.
    announcements.fillLog(128);
    announcements.jdbc().sql("checkpoint").update();
    await().atMost(A_WHILE).until(() -> !announcements.exists(lost));
    announcements.announceAll(key, 21, 40);
    make(LATER);
    received.awaitAll(key, 40);
    relay.awaitReady();
    assertThat(announcements.slot()).isNotEqualTo(lost);
    assertThat(relay.metric("relay_slots_made_total")).isEqualTo(2);
    assertThat(relay.metric("relay_republished_total")).isGreaterThan(19);
    try (Received held = place.received(LATER)) {
      held.awaitAll("holds", 1);
    }
  }

  @Test
  void aRelayKilledWhileItRepublishesDoesItAgainFromTheNotedPoint() throws Exception {
    String lost = announcements.slot();
    relay.kill();
    announcements.announceAll(key, 2, 2_500);
    announcements.announce(LATER, "holds", 0);
    announcements.announceAll(key, 2_501, 2_520);
    announcements.dropSlot();

    relay = place.startRelay();
    await().atMost(A_WHILE).until(() -> relay.metric("relay_send_faults_total") > 0);
    assertThat(relay.metric("relay_republished_total")).isBetween(2_000.0, 2_600.0);
    assertThat(relay.readiness()).contains("publishes what no slot has");
    assertThat(relay.metric("relay_lag_seconds")).isPositive();
    relay.kill();
    assertThat(announcements.slot()).isEqualTo(lost);

    relay = place.startRelay();
    await().atMost(A_WHILE).until(() -> relay.metric("relay_send_faults_total") > 0);
    // Paused like this as well, for another to do it once more.
    relay.pause();
    try (RelayProcess second = place.startRelay()) {
      await().atMost(A_WHILE).until(() -> second.metric("relay_send_faults_total") > 0);
      make(LATER);
      second.awaitReady();
      relay.wake();
      await().atMost(A_WHILE).until(() -> relay.readiness().contains("standby"));
      announcements.announceAll(key, 2_521, 2_530);
      assertThat(received.awaitAll(key, 2_530).stream().distinct()).isSorted();
      await().atMost(A_WHILE).until(() -> announcements.slotsOfTheRelay() == 1);
      assertThat(announcements.slot()).isNotEqualTo(lost);
    }
  }

  private void make(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", place.kafka()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }
}
