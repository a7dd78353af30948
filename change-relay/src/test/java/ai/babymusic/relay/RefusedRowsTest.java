package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that Kafka does not take. */
class RefusedRowsTest {

  private static final Infrastructure PLACE = Infrastructure.shared();

  private final String key = UUID.randomUUID().toString();
  private Announcements announcements;
  private Received received;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    announcements = Announcements.by(PLACE.adminDatabaseUrl());
    received = new Received(PLACE.kafkaBootstrapServers(), Announcements.TOPIC);
    relay =
        RelayProcess.start(PLACE.databaseUrl("change_relay"), PLACE.kafkaBootstrapServers())
            .awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    received.close();
    announcements.close();
  }

  @Test
  void whatIsTooLargeIsKeptWholeAndToldOfAndTheRestGoesOn() {
    announcements.announce(key, 1);
    long id = announcements.insert(Announcements.TOPIC, key, "{}", "repeat('x', 2000000)");
    announcements.announce(key, 2);
    assertThat(received.awaitAll(key, 2)).containsExactly(1, 2);

    assertThat(announcements.refused(id).reason()).startsWith("RecordTooLarge");
    assertThat(announcements.refused(id).bytes()).isGreaterThan(2_000_000);
    try (Received letters =
        new Received(PLACE.kafkaBootstrapServers(), Topic.deadLetterAddress(Announcements.TOPIC))) {
      await().until(() -> letters.of(key).size() == 1);
      assertThat(letters.of(key).getFirst().value()).asString().contains(Long.toString(id));
      assertThat(Received.headers(letters.of(key).getFirst()))
          .containsEntry("kafka_dlt-original-topic", Announcements.TOPIC)
          .containsEntry("ce_type", "song.updated")
          .containsKey("kafka_dlt-exception-message");
    }
    assertThat(relay.metrics())
        .contains("relay_refused_total{reason=\"too_large\",topic=\"changes.v1\"} 1.0");
  }

  @Test
  void whatCanBeNoRecordAtAllIsKeptAndTheRestGoesOn() {
    long unnameable = announcements.insert("no topic!", key, "{}", "'x'");
    long unfit = announcements.insert(Announcements.TOPIC, key, "{\"trace\": {}}", "'x'");
    announcements.insert("relay.heartbeat", key, "{}", "'by hand'");
    announcements.announce(key, 1);
    received.awaitAll(key, 1);
    assertThat(announcements.refused(unnameable).reason()).startsWith("InvalidTopic");
    assertThat(announcements.refused(unfit).reason()).startsWith("NotAnEvent");
  }

  @Test
  void anUnknownTopicIsWaitedForAndNothingOvertakesIt() throws Exception {
    String topic = "made.later." + UUID.randomUUID();
    announcements.announce(topic, key, 1);
    announcements.announce(key, 2);
    await().until(() -> relay.metric("relay_send_faults_total") > 1);
    await().until(() -> relay.readiness().contains("DOWN"));
    assertThat(received.numbers(key)).isEmpty();

    make(topic);
    await().until(() -> received.numbers(key).contains(2));
    try (Received late = new Received(PLACE.kafkaBootstrapServers(), topic)) {
      late.awaitAll(key, 1);
    }
    assertThat(relay.metric("relay_refused_total")).isZero();
    relay.awaitReady();
  }

  static void make(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", PLACE.kafkaBootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }
}
