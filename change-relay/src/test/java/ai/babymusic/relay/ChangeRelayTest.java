package ai.babymusic.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeRelayTest {

  private static final Infrastructure PLACE = Infrastructure.shared();

  private static RelayProcess relay;

  private final String key = UUID.randomUUID().toString();
  private Announcements announcements;
  private Received received;

  @BeforeAll
  static void startRelayOnce() {
    relay = startRelay();
  }

  @AfterAll
  static void stopRelay() {
    relay.close();
  }

  @BeforeEach
  void open() throws Exception {
    announcements = Announcements.by(PLACE.adminDatabaseUrl());
    received = new Received(PLACE.kafkaBootstrapServers(), Announcements.TOPIC);
    relay.awaitReady();
  }

  @AfterEach
  void close() throws Exception {
    received.close();
    announcements.close();
  }

  @Test
  void rowsArriveInTheOrderOfTheirCommits() throws Exception {
    try (Announcements slow = Announcements.by(PLACE.adminDatabaseUrl())) {
      slow.connection().setAutoCommit(false);
      slow.announce(key, 1);
      slow.announce(key, 2);
      announcements.announce(key, 3);
      slow.connection().commit();
      announcements.announce(key, 4);
    }
    assertThat(received.awaitAll(key, 4)).containsExactly(3, 1, 2, 4);
  }

  @Test
  void aRowArrivesAsACloudEventWithItsTrace() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    announcements
        .jdbc()
        .sql(
            """
            select set_config('app.traceparent', ?, false),
                   public.announce('changes.v1', ?, 'song.updated', '{"n": 1, "name": "Schlaf, Kindlein 😴"}')
            """)
        .params(trace, key)
        .query()
        .listOfRows();
    received.awaitAll(key, 1);

    Written row =
        announcements
            .jdbc()
            .sql("select id::text, created_at from public.outbox where key = ?")
            .param(key)
            .query(Written.class)
            .single();
    var record = received.of(key).getFirst();
    var headers = Received.headers(record);
    assertThat(headers)
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", row.id())
        .containsEntry("ce_source", "/change-relay")
        .containsEntry("ce_type", "song.updated")
        .containsEntry("ce_subject", key)
        .containsEntry("content-type", "application/json");
    // The sending is a step of its own in the same trace.
    assertThat(headers.get("traceparent"))
        .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01");
    // An event drops noughts at the end of a time, Java only three of them at once.
    assertThat(OffsetDateTime.parse(Objects.requireNonNull(headers.get("ce_time"))).toInstant())
        .isEqualTo(row.createdAt().toInstant());
    assertThat(new String(record.value(), UTF_8)).contains("Schlaf, Kindlein 😴");
  }

  @Test
  void aCopyArrivesWholeThoughTheRelayIsKilledOverIt() throws Exception {
    announcements.copy(key, 1_500);
    relay.kill();
    relay = startRelay();
    announcements.announce(key, 1_501);
    received.awaitAll(key, 1_501);
  }

  @Test
  void aRelayKilledAgainAndAgainSendsTwiceButLosesNothing() {
    for (int n = 1; n <= 300; n++) {
      announcements.announce(key, n);
      if (n % 200 == 50) {
        relay.kill();
        relay = startRelay();
      }
    }
    List<Integer> numbers = received.awaitAll(key, 300);
    // What came for the first time came in order: duplicates only repeat what was there.
    assertThat(numbers.stream().distinct()).containsExactlyElementsOf(oneTo(300));
  }

  @Test
  void aSlotDroppedByHandIsMadeAnewAndWhatItMissedIsPublished() {
    announcements.announce(key, 1);
    received.awaitAll(key, 1);
    String lost = announcements.slot();
    announcements.dropSlot();
    IntStream.rangeClosed(2, 50).forEach(n -> announcements.announce(key, n));

    received.awaitAll(key, 50);
    await().until(() -> !announcements.slot().equals(lost));
    relay.awaitReady();
    announcements.announce(key, 51);
    received.awaitAll(key, 51);
    assertThat(announcements.slotsOfTheRelay()).isOne();
  }

  @Test
  void aSlotLostWhileNoRelayRunsCostsNothing() {
    relay.kill();
    announcements.announce(key, 1);
    announcements.dropSlot();
    announcements.announce(key, 2);
    relay = startRelay();
    assertThat(received.awaitAll(key, 2)).endsWith(1, 2);
  }

  @Test
  void aSecondRelayStandsByAndTakesOver() {
    RelayProcess second = startRelay().awaitReady();
    assertThat(second.readiness()).contains("standby");
    announcements.announce(key, 1);
    received.awaitAll(key, 1);
    relay.kill();
    relay = second;
    await().atMost(Duration.ofSeconds(15)).until(() -> second.readiness().contains("leader"));
    announcements.announce(key, 2);
    received.awaitAll(key, 2);
  }

  @Test
  void aHeartbeatThatComesThroughMovesTheNote() {
    long noted = announcements.publishedBefore();
    announcements.announce(key, 1);
    await().until(() -> announcements.publishedBefore() > noted);
    assertThat(relay.metrics()).contains("relay_published_total", "relay_wal_unconfirmed_bytes");
  }

  @Test
  void aLoneRowDoesNotWaitForOthers() {
    Duration[] delays = new Duration[100];
    for (int n = 1; n <= delays.length; n++) {
      int number = n;
      Instant committed = announcements.announce(key, number);
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> received.numbers(key).contains(number));
      delays[n - 1] = Duration.between(committed, Instant.now());
    }
    Arrays.sort(delays);
    // Milliseconds on a quiet machine; Debezium's own settings would make it half a second.
    assertThat(delays[delays.length / 2]).isLessThan(Duration.ofMillis(450));
  }

  private static RelayProcess startRelay() {
    return RelayProcess.start(PLACE.databaseUrl("change_relay"), PLACE.kafkaBootstrapServers());
  }

  private static List<Integer> oneTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private record Written(String id, Timestamp createdAt) {}
}
