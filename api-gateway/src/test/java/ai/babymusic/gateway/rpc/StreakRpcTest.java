package ai.babymusic.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.UserActivity.UserActive;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class StreakRpcTest {

  private static final String ROUTE = "/rest/v1/rpc/update_user_streak";

  private final SignedIn parent = SignedIn.at(RunningGateway.shared());

  @Test
  void anActivityIsInKafkaWhenItIsAnswered() {
    Reply reply = call(parent, "{\"user_id_input\":\"" + parent.user() + "\"}");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    UserActive activity = activitiesOf(parent.user()).getFirst();
    assertThat(activity.userId()).isEqualTo(parent.user());
    assertThat(activity.activeAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(activity.timezone()).isNull();
  }

  @Test
  void nobodyIsActiveForSomebodyElse() {
    SignedIn other = SignedIn.at(RunningGateway.shared());
    Reply reply = call(parent, "{\"user_id_input\":\"" + other.user() + "\"}");
    assertError(reply, 403, "42501");
    assertError(call(parent, "{\"user_id_input\":\"" + UUID.randomUUID() + "\"}"), 403, "42501");
  }

  @Test
  void errorsHaveTheFormOfTheContract() {
    assertError(call(parent, "{}"), 404, "PGRST202");
    assertError(call(parent, "[]"), 404, "PGRST202");
    assertError(call(parent, "{\"user_id_input\":\"abc\"}"), 400, "22P02");
    assertError(call(parent, "{\"user_id_input\":7}"), 400, "22P02");
    assertError(call(parent, "no JSON"), 400, "PGRST102");
    assertError(call(parent, ""), 400, "PGRST102");
    assertError(parent.client().post(ROUTE, "x=y"), 415, "PGRST100");
    assertError(parent.client().get("/rest/v1/songs?select=*"), 404, "PGRST202");
    var elsewhere = parent.client().with("Content-Type", "application/json");
    assertError(
        elsewhere
            .with("Content-Profile", "auth")
            .post(ROUTE, "{\"user_id_input\":\"" + parent.user() + "\"}"),
        406,
        "PGRST106");
  }

  @Test
  void aStrangerIsRefusedInTheSameForm() {
    var stranger = RunningGateway.shared().client().published();
    assertError(stranger.post(ROUTE, "{}"), 401, "PGRST302");
    assertError(stranger.bearer("sb_publishable_test").post(ROUTE, "{}"), 401, "PGRST301");
  }

  @Test
  void withoutKafkaItIsRefusedInTime() {
    try (var alone =
        RunningGateway.start(
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Infrastructure.freePort()))) {
      SignedIn here = parent.talkingTo(alone);
      await().until(here::isLetIn);
      Instant before = Instant.now();
      Reply reply = call(here, "{\"user_id_input\":\"" + parent.user() + "\"}");
      // 3 s and the answer. Builds share their machine.
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertError(reply, 503, "PGRST000");
      assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
    }
  }

  private static Reply call(SignedIn parent, String body) {
    return parent
        .client()
        .with("Content-Type", "application/json")
        .with("Content-Profile", "public")
        .post(ROUTE, body);
  }

  private static void assertError(Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.json().propertyNames()).containsExactly("code", "details", "hint", "message");
    assertThat(reply.text("code")).isEqualTo(code);
    assertThat(reply.text("message")).isNotBlank();
  }

  private static List<UserActive> activitiesOf(UUID user) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers());
    List<UserActive> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<String, CloudEvent>(
            settings, new StringDeserializer(), new CloudEventDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topic.USER_ACTIVITY.address()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> {
              if (record.key().equals(user.toString())
                  && EventCodec.read(record.value()).orElse(null) instanceof UserActive active) {
                found.add(active);
              }
            });
      }
    }
    return found;
  }
}
