package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The values that a column's check allows are those of the events' schemas. */
class AllowedValuesTest {

  @ParameterizedTest
  @CsvSource({
    "songs, song_type, shared/values, /$defs/song_type",
    "songs, preset_type, shared/values, /$defs/preset_type",
    "songs, theme, shared/values, /$defs/theme",
    "songs, mood, shared/values, /$defs/mood",
    "songs, voice_type, shared/values, /$defs/voice_type",
    "songs, tempo, shared/values, /$defs/tempo",
    "songs, status, shared/values, /$defs/song_status",
    "song_generations, status, shared/values, /$defs/generation_status",
    "song_generations, requested_by, generation.changed, /properties/requested_by",
    "song_generations, lyrics_source, generation.changed, /properties/lyrics_source",
    "profiles, age_group, shared/values, /$defs/age_group",
    "profiles, gender, shared/values, /$defs/gender"
  })
  void areTheSame(String table, String column, String schema, String definition) throws Exception {
    assertThat(allowedByDatabase(table, column))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(allowedBySchema(schema, definition));
  }

  private static List<String> allowedByDatabase(String table, String column) throws SQLException {
    try (RoleSession admin = RoleSession.admin()) {
      String check =
          admin.one(
              String.class,
              """
              select pg_get_constraintdef(c.oid)
              from pg_constraint c
              join pg_attribute a on a.attrelid = c.conrelid and array[a.attnum] = c.conkey
              where c.contype = 'c' and c.conrelid = ?::regclass and a.attname = ?
              """,
              "public." + table,
              column);
      return Pattern.compile("'([^']+)'::text")
          .matcher(check)
          .results()
          .map((MatchResult value) -> Objects.requireNonNull(value.group(1)))
          .toList();
    }
  }

  private static List<String> allowedBySchema(String schema, String definition) throws IOException {
    String resource = "/events/" + schema + ".schema.json";
    try (InputStream json =
        Objects.requireNonNull(AllowedValuesTest.class.getResourceAsStream(resource), resource)) {
      return EventCodec.JSON
          .readTree(json)
          .at(definition)
          .get("enum")
          .valueStream()
          .filter(value -> !value.isNull())
          .map(JsonNode::asString)
          .toList();
    }
  }
}
