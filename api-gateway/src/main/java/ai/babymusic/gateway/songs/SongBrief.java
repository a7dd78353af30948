package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.input.Fields;
import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.schemas.events.EventCodec;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a parent asks for, checked: whatever is in one, the database takes. The choices are the wire
 * names of design and database.
 *
 * @param name null when one is to be found
 * @param userLyricInput the parent's idea; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SongBrief(
    @Nullable String name,
    String songType,
    @Nullable String presetType,
    @Nullable String theme,
    @Nullable String mood,
    @Nullable String voiceType,
    @Nullable String tempo,
    boolean isInstrumental,
    @Nullable String userLyricInput) {

  static final int LONGEST_NAME = 200;
  private static final int LONGEST_IDEA = 180;
  private static final List<String> PRESETS = List.of("playing", "eating", "sleeping", "pooping");
  private static final List<String> THEMES =
      List.of(
          "pitchDevelopment",
          "cognitiveSpeech",
          "sleepRegulation",
          "socialEngagement",
          "indianClassical",
          "westernClassical");
  private static final List<String> MOODS = List.of("calm", "playful", "learning", "energetic");
  private static final List<String> VOICES = List.of("softFemale", "calmMale");
  private static final List<String> TEMPOS = List.of("slow", "medium", "fast");

  /**
   * Reads a request's body.
   *
   * @throws InvalidField naming the first field that is wrong
   */
  static SongBrief parse(JsonNode body) {
    var fields = new Fields(body);
    String name = fields.text("name", LONGEST_NAME);
    if (name != null && name.isEmpty()) {
      throw InvalidField.because("name", "must not be blank");
    }
    String songType = fields.choice("song_type", SongType.wireNames());
    if (songType == null) {
      throw InvalidField.missing("song_type", "");
    }
    String idea = fields.text("user_lyric_input", LONGEST_IDEA);
    var brief =
        new SongBrief(
            name,
            songType,
            fields.choice("preset_type", PRESETS),
            fields.choice("theme", THEMES),
            fields.choice("mood", MOODS),
            fields.choice("voice_type", VOICES),
            fields.choice("tempo", TEMPOS),
            Boolean.TRUE.equals(fields.flag("is_instrumental")),
            idea == null || idea.isEmpty() ? null : idea);
    brief.checkComplete(idea != null);
    return brief;
  }

  private void checkComplete(boolean blankIdea) {
    for (String field : SongType.of(songType).required()) {
      if (value(field) == null) {
        throw field.equals("user_lyric_input") && blankIdea
            ? InvalidField.because(field, "must not be blank for song_type " + songType)
            : InvalidField.missing(field, "for song_type " + songType);
      }
    }
  }

  private @Nullable String value(String field) {
    return switch (field) {
      case "preset_type" -> presetType;
      case "theme" -> theme;
      case "mood" -> mood;
      case "tempo" -> tempo;
      case "user_lyric_input" -> userLyricInput;
      default -> throw new IllegalArgumentException("not a required field: " + field);
    };
  }

  /**
   * Tells whether two requests asked for the same. Absent fields are left out, so that a brief
   * keeps its hash when optional fields are added.
   */
  String hash() {
    try {
      byte[] canonical = EventCodec.JSON.writeValueAsBytes(this);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
