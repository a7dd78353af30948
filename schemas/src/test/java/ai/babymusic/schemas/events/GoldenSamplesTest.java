package ai.babymusic.schemas.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GoldenSamplesTest {

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeHasASchemaAndASample(EventType type) {
    assertThat(Sample.FOLDER.resolve(type.wireName() + ".schema.json")).isRegularFile();
    assertThat(Sample.of(type)).isNotEmpty();
  }

  @Test
  void everyFileBelongsToAType() throws IOException {
    Set<String> wireNames =
        Stream.of(EventType.values()).map(EventType::wireName).collect(Collectors.toSet());
    try (var files = Files.list(Sample.FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).map(Sample::name))
          .allMatch(name -> wireNames.contains(name.replaceAll("\\.(schema|sample).*", "")));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsValid(Sample sample) {
    assertThat(EventSchemas.validate(sample.type(), sample.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsReadAndWrittenBackUnchanged(Sample sample) {
    Event event =
        EventCodec.read(cloudEvent(sample.type().wireName(), sample.json())).orElseThrow();

    assertThat(event).isInstanceOf(sample.type().record());
    CloudEvent written =
        EventCodec.write(event, "1", URI.create("/test"), "subject", Instant.EPOCH);
    assertThat(written.getType()).isEqualTo(sample.type().wireName());
    assertThat(EventSchemas.validate(written)).isEmpty();
    JsonNode before = EventCodec.JSON.readTree(sample.json());
    JsonNode after = EventCodec.JSON.readTree(requireNonNull(written.getData()).toBytes());
    assertThat(withoutNullsThat(before, after)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fieldsOfALaterVersionAreIgnored(Sample sample) {
    ObjectNode later = EventCodec.JSON.readValue(sample.json(), ObjectNode.class);
    later.putObject("added_later").put("depth", 1);
    if (later.get("row") instanceof ObjectNode row) {
      row.put("added_later", true);
    }
    String json = EventCodec.JSON.writeValueAsString(later);

    assertThat(EventSchemas.validate(sample.type(), json)).isEmpty();
    assertThat(EventCodec.read(cloudEvent(sample.type().wireName(), json))).isPresent();
  }

  static CloudEvent cloudEvent(String type, String json) {
    return CloudEventBuilder.v1()
        .withId("1")
        .withSource(URI.create("/test"))
        .withType(type)
        .withData(json.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** An optional field that is absent is written as null: the same to every reader. */
  private static JsonNode withoutNullsThat(JsonNode before, JsonNode after) {
    if (before instanceof ObjectNode from && after instanceof ObjectNode to) {
      to.propertyNames().stream()
          .filter(name -> to.get(name).isNull() && !from.has(name))
          .toList()
          .forEach(to::remove);
      from.properties().stream()
          .filter(property -> to.has(property.getKey()))
          .forEach(property -> withoutNullsThat(property.getValue(), to.get(property.getKey())));
    }
    return after;
  }
}
