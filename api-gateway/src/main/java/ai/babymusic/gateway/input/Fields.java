package ai.babymusic.gateway.input;

import ai.babymusic.gateway.problems.InvalidField;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object from outside, read one by one by name. Null and absent are the same
 * unless {@link #has} is asked; fields nobody reads are ignored.
 */
public record Fields(JsonNode body) {

  public Fields {
    if (!body.isObject()) {
      throw InvalidField.because("body", "must be a JSON object");
    }
  }

  public boolean has(String field) {
    return body.has(field);
  }

  /** The text without surrounding blanks; null when absent. At most {@code longest} characters. */
  public @Nullable String text(String field, int longest) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw InvalidField.because(field, "must be a text");
    }
    String text = value.stringValue();
    if (!isStorable(text)) {
      throw InvalidField.because(field, "must not hold U+0000 or half a surrogate pair");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      throw InvalidField.because(field, "must have at most " + longest + " characters");
    }
    return strip(text);
  }

  /** One of {@code allowed}, or null when absent. */
  public @Nullable String choice(String field, List<String> allowed) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString() || !allowed.contains(value.stringValue())) {
      throw InvalidField.notOneOf(field, allowed);
    }
    return value.stringValue();
  }

  public @Nullable Boolean flag(String field) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw InvalidField.because(field, "must be true or false");
    }
    return value.booleanValue();
  }

  /** A whole number within the bounds, or null when absent. */
  public @Nullable Integer number(String field, int least, int most) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw InvalidField.because(field, "must be a whole number between " + least + " and " + most);
    }
    return value.intValue();
  }

  /** Null when absent. */
  public @Nullable UUID id(String field) {
    String text = text(field, 36);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw InvalidField.because(field, "must be a UUID");
    }
  }

  /** PostgreSQL refuses U+0000; half a pair is no character in any encoding. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static String strip(String text) {
    int[] characters = text.codePoints().toArray();
    int from = 0;
    int to = characters.length;
    while (from < to && isBlank(characters[from])) {
      from++;
    }
    while (to > from && isBlank(characters[to - 1])) {
      to--;
    }
    return new String(characters, from, to - from);
  }

  /** Also what only looks blank: no-break and zero-width spaces, control characters. */
  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || character == 0x200B
        || character == 0x2060
        || character == 0xFEFF;
  }
}
