package ai.babymusic.local.piapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the provider and this simulator write it. */
final class Json {

  /** Snake case; a member that nobody knows is an error, since people write the fault rules. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Go's zero time: what a moment that has not come yet looks like. */
  static final String ZERO_TIME = "0001-01-01T00:00:00Z";

  /** RFC 3339 as Go prints it: nanoseconds, without the zeros at their end. */
  private static final DateTimeFormatter GO_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendOffsetId()
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  private Json() {}

  static String time(Instant instant) {
    return GO_TIME.format(instant);
  }

  /** The string member of an object; empty if it is not there or null. */
  static String text(@Nullable JsonNode object, String member) {
    return object == null ? "" : object.path(member).asString("");
  }
}
