package ai.babymusic.gateway.songs;

import java.util.Arrays;
import java.util.List;

/** The ways to ask for a song, and what each cannot do without. */
enum SongType {
  PRESET("preset", List.of("preset_type")),
  THEME("theme", List.of("theme")),
  THEME_WITH_INPUT("theme-with-input", List.of("theme", "user_lyric_input")),
  FROM_SCRATCH("from-scratch", List.of("user_lyric_input", "mood", "tempo"));

  private final String wireName;
  private final List<String> required;

  SongType(String wireName, List<String> required) {
    this.wireName = wireName;
    this.required = required;
  }

  static List<String> wireNames() {
    return Arrays.stream(values()).map(SongType::wireName).toList();
  }

  static SongType of(String wireName) {
    return Arrays.stream(values())
        .filter(type -> type.wireName.equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no song type " + wireName));
  }

  String wireName() {
    return wireName;
  }

  List<String> required() {
    return required;
  }
}
