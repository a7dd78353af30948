package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two relays, of which one leads. */
class HandoverTest {

  private static final Infrastructure PLACE = Infrastructure.shared();
  private static final Duration PROMISED = Duration.ofSeconds(15);

  private final String key = UUID.randomUUID().toString();
  private RelayProcess first;
  private RelayProcess second;
  private Announcements announcements;
  private Received received;

  @BeforeEach
  void start() throws Exception {
    announcements = Announcements.by(PLACE.adminDatabaseUrl());
    received = new Received(PLACE.kafkaBootstrapServers(), Announcements.TOPIC);
    first = startRelay().awaitReady();
    second = startRelay().awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
    received.close();
    announcements.close();
  }

  @Test
  void aStandbyIsReadyAndTakesOverFromAKilledLeader() {
    assertThat(second.readiness()).contains("standby");
    assertThat(second.metric("relay_leader")).isZero();
    assertThat(first.metric("relay_leader")).isOne();
    announcements.announce(key, 1);
    received.awaitAll(key, 1);
    first.kill();
    announcements.announce(key, 2);
    await().atMost(PROMISED).until(second::leads);
    received.awaitAll(key, 2);
  }

  @Test
  void aPausedLeaderLosesTheLeadAndItsWakingHarmsNothing() {
    String slot = announcements.slot();
    announceAll(1, 20);
    received.awaitAll(key, 20);
    first.pause();
    announceAll(21, 40);
    // More than lies in a socket: whoever ends the reader must not wait until it has read.
    announcements.fillLog(16);
    await().atMost(PROMISED).until(second::leads);
    received.awaitAll(key, 40);

    first.wake();
    announceAll(41, 60);
    await().until(() -> first.readiness().contains("standby"));
    announceAll(61, 80);
    List<Integer> numbers = received.awaitAll(key, 80);
    // What was sent twice stands behind: who counts sees each change once and in order.
    assertThat(numbers.stream().distinct()).isSorted().hasSize(80);
    assertThat(second.leads()).isTrue();
    assertThat(announcements.slot()).isEqualTo(slot);
    assertThat(second.metric("relay_slots_made_total")).isZero();

    second.pause();
    announceAll(81, 100);
    await().atMost(PROMISED).until(first::leads);
    second.kill();
    assertThat(received.awaitAll(key, 100).stream().distinct()).isSorted();
  }

  @Test
  void aLeaderThatWasPausedOverALostSlotLeavesTheNewOneAlone() {
    announceAll(1, 10);
    received.awaitAll(key, 10);
    first.pause();
    announceAll(11, 20);
    announcements.dropSlot();
    announceAll(21, 30);
    await().atMost(PROMISED).until(second::leads);
    assertThat(second.metric("relay_slots_made_total")).isOne();
    String slot = announcements.slot();

    first.wake();
    await().until(() -> first.readiness().contains("standby"));
    announceAll(31, 40);
    assertThat(received.awaitAll(key, 40).stream().distinct()).isSorted();
    assertThat(announcements.slot()).isEqualTo(slot);
    await().until(() -> announcements.slotsOfTheRelay() == 1);
  }

  private void announceAll(int first, int last) {
    IntStream.rangeClosed(first, last).forEach(n -> announcements.announce(key, n));
  }

  private static RelayProcess startRelay() {
    return RelayProcess.start(PLACE.databaseUrl("change_relay"), PLACE.kafkaBootstrapServers());
  }
}
