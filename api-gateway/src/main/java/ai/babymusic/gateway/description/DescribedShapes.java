package ai.babymusic.gateway.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** The events' own JSON Schemas as components, and {@code openapi/schemas.json} on top of them. */
final class DescribedShapes {

  private static final String COMPONENTS = "#/components/schemas/";
  private static final String SCHEMA = ".schema.json";
  private static final ObjectMapper JSON = Json31.mapper();

  /** Stored locations; a client gets links in their place. */
  private static final String LOCATION = "audio_url";

  private DescribedShapes() {}

  static Map<String, Schema<?>> read() {
    Map<String, Schema<?>> shapes = new LinkedHashMap<>();
    addAll(shapes, json("events/shared/values.schema.json").get("$defs"));
    Map.of(
            "SongRow", "song-row",
            "SongVariationRow", "song-variation-row",
            "ProfileRow", "profile-row")
        .forEach((name, file) -> add(shapes, name, row(json("events/shared/" + file + SCHEMA))));
    Map.of(
            "GenerationChanged", "generation.changed",
            "LyricGenerationFailed", "lyric_generation.failed")
        .forEach((name, event) -> add(shapes, name, bare(json("events/" + event + SCHEMA))));
    addAll(shapes, json("openapi/schemas.json"));
    return shapes;
  }

  private static JsonNode row(JsonNode schema) {
    ObjectNode row = bare(schema);
    ((ObjectNode) row.get("properties")).remove(LOCATION);
    return row;
  }

  private static ObjectNode bare(JsonNode schema) {
    return ((ObjectNode) schema).without(List.of("$schema", "title"));
  }

  private static void addAll(Map<String, Schema<?>> shapes, JsonNode schemas) {
    schemas.properties().forEach(each -> add(shapes, each.getKey(), each.getValue()));
  }

  private static void add(Map<String, Schema<?>> shapes, String name, JsonNode schema) {
    shapes.put(name, JSON.convertValue(schema, Schema.class));
  }

  private static JsonNode json(String file) {
    try (var stream = new ClassPathResource(file).getInputStream()) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(
          text.replaceAll("(shared/)?values\\.schema\\.json#/\\$defs/", COMPONENTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
