package ai.babymusic.schemas.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventSchemasTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SONG_INSERTED           | /seq                 | 0
          SONG_INSERTED           | /seq                 | "1"
          SONG_INSERTED           | /epoch               |
          SONG_INSERTED           | /row                 |
          SONG_INSERTED           | /row/status          | "sung"
          SONG_INSERTED           | /row/status          |
          SONG_INSERTED           | /row/song_type       | "opera"
          SONG_INSERTED           | /row/preset_type     | "dancing"
          SONG_INSERTED           | /row/id              | "song-1"
          SONG_INSERTED           | /row/created_at      | "2026-03-14T20:02:11+01:00"
          SONG_INSERTED           | /row/created_at      | "yesterday"
          SONG_UPDATED            | /row/audio_url       | "https://s3.example.org/a.mp3?X-Amz-Signature=0"
          SONG_UPDATED            | /row/theme           | "jazz"
          SONG_UPDATED            | /row/mood            | "angry"
          SONG_UPDATED            | /row/tempo           | "presto"
          SONG_UPDATED            | /row/voice_type      | "loudTenor"
          SONG_VARIATION_INSERTED | /row/song_id         |
          PROFILE_UPDATED         | /row/age_group       | "25-36"
          PROFILE_UPDATED         | /row/gender          | "cat"
          PROFILE_UPDATED         | /row/birth_month     | 13
          PROFILE_UPDATED         | /row/current_streak  | -1
          PROFILE_UPDATED         | /row/last_active_date| "2026-02-30"
          GENERATION_REQUESTED    | /attempt             | 0
          GENERATION_REQUESTED    | /generation_id       |
          GENERATION_CHANGED      | /status              | "lost"
          GENERATION_CHANGED      | /requested_by        | "nobody"
          GENERATION_CHANGED      | /timings/queued      | "now"
          USER_ACTIVE             | /active_at           |
          MAIL_REQUESTED          | /recipient           | "robin"
          TASK_REPORTED           | /task_id             |
          TASK_REPORTED           | /task_id             | ""
          WEBHOOKS_REJECTED       | /count               | 0
          """)
  void whatTheContractForbidsIsRefused(EventType type, String field, @Nullable String value) {
    ObjectNode event =
        EventCodec.JSON.readValue(Sample.of(type).getFirst().json(), ObjectNode.class);
    var pointer = JsonPointer.compile(field);
    ObjectNode parent = (ObjectNode) event.at(pointer.head());
    String name = pointer.last().getMatchingProperty();
    if (value == null) {
      parent.remove(name);
    } else {
      parent.set(name, EventCodec.JSON.readTree(value));
    }

    assertThat(EventSchemas.validate(type, event.toString())).isNotEmpty();
  }

  @Test
  void anUnknownTypeIsNamed() {
    assertThat(EventSchemas.validate(GoldenSamplesTest.cloudEvent("song.sung", "{}")))
        .singleElement()
        .asString()
        .contains("song.sung");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TASK_REPORTED")
  void aSchemaAndItsRecordHaveTheSameFieldsAndRequireTheSame(EventType type) {
    Path schema = Sample.FOLDER.resolve(type.wireName() + ".schema.json");

    assertThat(fieldsOfSchema(schema)).isEqualTo(fieldsOfRecord(type.record()));
  }

  @ParameterizedTest
  @CsvSource({
    "song-row, ai.babymusic.schemas.events.SongRow",
    "song-variation-row, ai.babymusic.schemas.events.SongVariationRow",
    "profile-row, ai.babymusic.schemas.events.ProfileRow"
  })
  void aRowHasTheSameFieldsToo(String schema, Class<? extends Record> row) {
    assertThat(fieldsOfSchema(Sample.FOLDER.resolve("shared/" + schema + ".schema.json")))
        .isEqualTo(fieldsOfRecord(row));
  }

  @ParameterizedTest
  @EnumSource
  void aSchemaSaysWhatItsFieldsAre(EventType type) {
    Path schema = Sample.FOLDER.resolve(type.wireName() + ".schema.json");

    JsonNode root = EventCodec.JSON.readTree(Sample.read(schema));
    assertThat(root.path("title").asString()).isNotBlank();
    assertThat(root.path("description").asString()).endsWith(".");
    assertThat(root.path("properties").properties())
        .allMatch(field -> field.getValue().has("description") || field.getValue().has("$ref"));
  }

  /** Each field's name, and whether it is required. */
  private static Map<String, Boolean> fieldsOfSchema(Path file) {
    JsonNode schema = EventCodec.JSON.readTree(Sample.read(file));
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    Map<String, Boolean> fields = new TreeMap<>();
    schema
        .path("properties")
        .propertyNames()
        .forEach(name -> fields.put(name, required.contains(name)));
    schema
        .path("allOf")
        .forEach(part ->
            fields.putAll(fieldsOfSchema(file.resolveSibling(part.get("$ref").asString()))));
    return fields;
  }

  private static Map<String, Boolean> fieldsOfRecord(Class<?> record) {
    Map<String, Boolean> fields = new TreeMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      fields.put(
          component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
          !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
    return fields;
  }
}
