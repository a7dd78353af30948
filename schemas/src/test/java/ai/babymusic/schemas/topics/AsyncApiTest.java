package ai.babymusic.schemas.topics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code asyncapi.yaml} says what {@link Topic} and {@link EventType} say: no more, no less. */
class AsyncApiTest {

  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final JsonNode API =
      new YAMLMapper().readTree(RESOURCES.resolve("asyncapi.yaml").toFile());

  private static final Map<String, JsonNode> CHANNELS =
      API.get("channels")
          .valueStream()
          .collect(
              Collectors.toMap(channel -> channel.get("address").asString(), channel -> channel));

  @Test
  void theChannelsAreTheTopicsAndTheirDeadLetterTopics() {
    assertThat(CHANNELS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Topic.values())
                .flatMap(topic -> Stream.of(topic.address(), topic.deadLetterAddress()))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void aChannelHasItsTopicsPartitionsAndRetention(Topic topic) {
    assertKafka(topic.address(), topic.partitions(), topic.retention().toMillis());
    assertKafka(
        topic.deadLetterAddress(),
        Topic.DEAD_LETTER_PARTITIONS,
        Topic.DEAD_LETTER_RETENTION.toMillis());
    assertThat(
            channel(topic.deadLetterAddress())
                .at("/bindings/kafka/topicConfiguration/max.message.bytes")
                .asInt())
        .isEqualTo(Topic.DEAD_LETTER_MAX_BYTES);
  }

  @Test
  void aDeadLettersHeadersAreDescribed() {
    assertThat(API.at("/components/messages/deadLetter/headers/properties").propertyNames())
        .containsExactlyInAnyOrder(
            DeadLetterHeaders.ORIGINAL_TOPIC,
            DeadLetterHeaders.ORIGINAL_PARTITION,
            DeadLetterHeaders.ORIGINAL_OFFSET,
            DeadLetterHeaders.CONSUMER_GROUP,
            DeadLetterHeaders.EXCEPTION_CLASS,
            DeadLetterHeaders.EXCEPTION_MESSAGE,
            DeadLetterHeaders.REPLAYS,
            DeadLetterHeaders.REFUSED_ANNOUNCEMENT);
  }

  private static void assertKafka(String address, int partitions, long retention) {
    JsonNode kafka = channel(address).at("/bindings/kafka");
    assertThat(kafka.path("partitions").asInt()).isEqualTo(partitions);
    assertThat(kafka.path("topicConfiguration").path("retention.ms").asLong()).isEqualTo(retention);
  }

  @ParameterizedTest
  @EnumSource
  void aChannelCarriesTheTypesOfItsTopic(Topic topic) {
    assertThat(channel(topic.address()).get("messages").valueStream().map(AsyncApiTest::name))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(EventType.values())
                .filter(type -> type.topic() == topic)
                .map(EventType::wireName)
                .toList());
  }

  @Test
  void everyMessageButTheDeadLetterIsAnEventType() {
    assertThat(
            API.at("/components/messages")
                .valueStream()
                .map(message -> message.get("name").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("dead letter"),
                    Stream.of(EventType.values()).map(EventType::wireName))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void aMessageHasItsTypeInTheHeadersAndItsSchemaAsPayload(EventType type) {
    JsonNode message =
        API.at("/components/messages")
            .valueStream()
            .filter(candidate -> candidate.get("name").asString().equals(type.wireName()))
            .findFirst()
            .orElseThrow();

    assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asString())
        .isEqualTo(type.wireName());
    String schema = message.at("/payload/$ref").asString();
    assertThat(schema).isEqualTo("events/" + type.wireName() + ".schema.json");
    assertThat(RESOURCES.resolve(schema)).isRegularFile();
    assertThat(message.at("/bindings/kafka/key/type").asString()).isEqualTo("string");
  }

  @Test
  void everyReferenceInsideLeadsSomewhere() {
    assertThat(
            API.findValues("$ref").stream()
                .map(JsonNode::asString)
                .filter(ref -> ref.startsWith("#")))
        .allSatisfy(ref -> assertThat(at(ref).isMissingNode()).as(ref).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicHasSendersAndReceivers(Topic topic) {
    assertThat(actionsOn(topic.address())).contains("send", "receive");
    assertThat(actionsOn(topic.deadLetterAddress())).contains("receive");
  }

  @Test
  void anOperationNamesItsServiceAndTheMessagesOfItsChannel() {
    Set<String> services = Set.copyOf(API.at("/components/tags").propertyNames());
    assertThat(API.get("operations").valueStream())
        .allSatisfy(operation -> {
          assertThat(operation.at("/tags/0/$ref").asString())
              .matches(ref -> services.contains(ref.substring("#/components/tags/".length())));
          String channel = operation.at("/channel/$ref").asString();
          assertThat(operation.get("messages").valueStream())
              .isNotEmpty()
              .allMatch(
                  message -> message.get("$ref").asString().startsWith(channel + "/messages/"));
        });
  }

  private static List<String> actionsOn(String address) {
    return API.get("operations")
        .valueStream()
        .filter(operation -> at(operation.at("/channel/$ref").asString()).equals(channel(address)))
        .map(operation -> operation.get("action").asString())
        .toList();
  }

  private static JsonNode channel(String address) {
    return requireNonNull(CHANNELS.get(address), address);
  }

  /** The name of the message that {@code reference} leads to. */
  private static String name(JsonNode reference) {
    return at(reference.get("$ref").asString()).get("name").asString();
  }

  private static JsonNode at(String reference) {
    return API.at(reference.substring(1));
  }
}
