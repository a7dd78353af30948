package ai.babymusic.gateway.profile;

import ai.babymusic.gateway.input.Fields;
import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.schemas.events.EventCodec;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a parent changes of the profile, checked but for the time zone, which the database knows.
 *
 * @param changes columns with their new values; what is absent is left as it is
 */
record ProfilePatch(ObjectNode changes) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_BABY_NAME = 100;
  private static final int LONGEST_LANGUAGE = 35;
  private static final int LONGEST_TIMEZONE = 64;
  private static final List<String> AGE_GROUPS = List.of("0-6", "7-12", "13-24");
  private static final List<String> GENDERS = List.of("boy", "girl", "other");

  /**
   * Merge semantics: an absent field is left alone, null and blank remove what was told. Language
   * and time zone cannot be removed; fields that are not the parent's to change are ignored.
   */
  static ProfilePatch parse(JsonNode body) {
    var fields = new Fields(body);
    ObjectNode changes = EventCodec.JSON.createObjectNode();
    putText(changes, fields, "name", LONGEST_NAME);
    putText(changes, fields, "baby_name", LONGEST_BABY_NAME);
    putNumber(changes, fields, "birth_month", 1, 12);
    putNumber(changes, fields, "birth_year", 2020, 2100);
    putChoice(changes, fields, "age_group", AGE_GROUPS);
    putChoice(changes, fields, "gender", GENDERS);
    if (fields.has("preferred_language")) {
      changes.put(
          "preferred_language", language(fields.text("preferred_language", LONGEST_LANGUAGE)));
    }
    if (fields.has("timezone")) {
      String timezone = fields.text("timezone", LONGEST_TIMEZONE);
      if (timezone == null) {
        throw InvalidField.because("timezone", "must be an IANA time zone");
      }
      changes.put("timezone", timezone);
    }
    return new ProfilePatch(changes);
  }

  @Nullable String timezone() {
    JsonNode timezone = changes.get("timezone");
    return timezone == null ? null : timezone.stringValue();
  }

  private static String language(@Nullable String tag) {
    try {
      if (tag != null && !tag.isEmpty()) {
        var _ = new Locale.Builder().setLanguageTag(tag);
        return tag;
      }
    } catch (IllformedLocaleException _) {
      // refused like an empty one
    }
    throw InvalidField.because("preferred_language", "must be a language tag such as en or pt-BR");
  }

  private static void putText(ObjectNode changes, Fields fields, String field, int longest) {
    if (fields.has(field)) {
      String text = fields.text(field, longest);
      changes.put(field, text == null || text.isEmpty() ? null : text);
    }
  }

  private static void putNumber(
      ObjectNode changes, Fields fields, String field, int least, int most) {
    if (fields.has(field)) {
      changes.put(field, fields.number(field, least, most));
    }
  }

  private static void putChoice(
      ObjectNode changes, Fields fields, String field, List<String> allowed) {
    if (fields.has(field)) {
      changes.put(field, fields.choice(field, allowed));
    }
  }
}
