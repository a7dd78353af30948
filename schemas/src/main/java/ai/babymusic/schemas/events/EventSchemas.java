package ai.babymusic.schemas.events;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The JSON Schemas of the events ({@code events/<wire name>.schema.json}), formats asserted. Tests
 * hold every event that a part of the system produces to them; the running services do not
 * validate.
 *
 * <p>Needs {@code com.networknt:json-schema-validator}, an optional dependency of this module:
 * whoever uses this class names it, in scope test.
 */
public final class EventSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private EventSchemas() {}

  /**
   * What is wrong with {@code json} as the data of an event of {@code type}; empty when it is
   * valid.
   *
   * @throws IllegalArgumentException if it is not JSON at all
   */
  public static List<String> validate(EventType type, String json) {
    return schema(type).validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  /**
   * What is wrong with {@code cloudEvent}: an unknown type, no data, or data against its schema.
   */
  public static List<String> validate(CloudEvent cloudEvent) {
    var data = cloudEvent.getData();
    if (data == null) {
      return List.of(cloudEvent.getType() + " has no data");
    }
    return EventType.of(cloudEvent.getType())
        .map(type -> validate(type, new String(data.toBytes(), StandardCharsets.UTF_8)))
        .orElseGet(() -> List.of("no event type is called " + cloudEvent.getType()));
  }

  private static Schema schema(EventType type) {
    return REGISTRY.getSchema(
        SchemaLocation.of("classpath:events/" + type.wireName() + ".schema.json"));
  }
}
