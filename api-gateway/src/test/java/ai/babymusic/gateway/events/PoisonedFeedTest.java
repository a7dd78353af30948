package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A reader without a group has no dead letters: what it skips comes from the database. */
class PoisonedFeedTest {

  @Test
  void whatCannotBeReadIsSkippedAndCountedAndTheNextChangeArrives() throws Exception {
    RunningGateway gateway = RunningGateway.shared();
    Parent mia = Parent.of("Mia");
    double skipped = count(gateway, "feed.records.unreadable");
    double restarts = count(gateway, "feed.restarts");
    try (Events events = mia.events("");
        var kafka =
            new KafkaProducer<>(
                Map.<String, Object>of(
                    "bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
      assertThat(events.next().type()).isEqualTo("ready");
      kafka.send(new ProducerRecord<>(Topic.CHANGES_NAME, mia.id().toString(), "poison")).get();
      kafka.send(new ProducerRecord<>(Topic.CHANGES_NAME, "nobody", "poison")).get();
      assertThat(mia.post("/api/songs", Parent.LULLABY).status()).isEqualTo(202);
      assertThat(events.next().type()).isEqualTo("song.inserted");
      await().until(() -> count(gateway, "feed.records.unreadable") == skipped + 2);
      assertThat(count(gateway, "feed.restarts")).isEqualTo(restarts);
    }
  }

  private static double count(RunningGateway gateway, String counter) {
    return gateway
        .bean(MeterRegistry.class)
        .get(counter)
        .tag("topic", Topic.CHANGES_NAME)
        .counter()
        .count();
  }
}
