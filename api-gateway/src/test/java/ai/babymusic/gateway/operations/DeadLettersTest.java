package ai.babymusic.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.Tokens;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeadLettersTest {

  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers());
  private static final String LETTERS = Topic.OPS_REJECTIONS.deadLetterAddress();

  @Test
  void theyAreCountedAndTheReplayedOnesApart() throws Exception {
    RunningGateway gateway = RunningGateway.shared();
    Instant before = Instant.now();
    bury(3);
    try (Admin admin = Admin.create(KAFKA)) {
      admin
          .alterConsumerGroupOffsets(
              Topic.DEAD_LETTER_REPLAY_GROUP,
              Map.of(new TopicPartition(LETTERS, 0), new OffsetAndMetadata(2)))
          .all()
          .get();
    }

    JsonNode letters = ask(gateway).json().get("dead_letters");

    assertThat(letters.size()).isEqualTo(Topic.values().length);
    JsonNode rejections =
        letters
            .valueStream()
            .filter(each -> each.get("topic").asString().equals(LETTERS))
            .findFirst()
            .orElseThrow();
    assertThat(rejections.get("kept").longValue()).isEqualTo(3);
    assertThat(rejections.get("waiting").longValue()).isEqualTo(1);
    assertThat(Instant.parse(rejections.get("newest_at").asString()))
        .isAfterOrEqualTo(before.minusMillis(1));

    gateway.bean(KafkaGauges.class).measure();
    String metrics = gateway.management().get("/actuator/prometheus").body();
    assertThat(metrics)
        .contains("dead_letters{topic=\"" + LETTERS + "\"} 3.0")
        .contains("dead_letters_waiting{topic=\"" + LETTERS + "\"} 1.0")
        .contains("consumer_lag_records{group=\"streak-projector\",topic=\"user.activity.v1\"}");
  }

  @Test
  void withoutKafkaThatIsAProblemInTimeAndTheRestIsAnswered() {
    try (RunningGateway gateway =
        RunningGateway.start(
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Infrastructure.freePort()))) {
      Instant before = Instant.now();
      Reply answer = ask(gateway);
      // 2.5 s and the answer; builds share their machine.
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("code")).isEqualTo("kafka_unavailable");
      assertThat(answer.header("retry-after")).isEqualTo("5");
      assertThat(
              gateway
                  .client()
                  .bearer(Tokens.operator("service_role"))
                  .get("/api/ops/songs")
                  .status())
          .isEqualTo(200);
    }
  }

  private static Reply ask(RunningGateway gateway) {
    return gateway.client().bearer(Tokens.operator("service_role")).get("/api/ops/dead-letters");
  }

  private static void bury(int count) throws Exception {
    try (var producer =
        new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(LETTERS, "{}")).get();
      }
    }
  }
}
