package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.input.Fields;
import ai.babymusic.gateway.problems.InvalidField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a parent changes of a song; null leaves as it is. */
record SongPatch(@Nullable String name, @Nullable Boolean isFavorite) {

  /** Merge semantics: an absent field is left alone, null would remove it, which neither allows. */
  static SongPatch parse(JsonNode body) {
    var fields = new Fields(body);
    String name = fields.text("name", SongBrief.LONGEST_NAME);
    Boolean isFavorite = fields.flag("is_favorite");
    if (name == null ? fields.has("name") : name.isEmpty()) {
      throw InvalidField.because("name", "must not be blank");
    }
    if (isFavorite == null && fields.has("is_favorite")) {
      throw InvalidField.because("is_favorite", "must be true or false");
    }
    return new SongPatch(name, isFavorite);
  }
}
