package ai.babymusic.gateway.songs;

import java.util.Arrays;
import java.util.List;

/** The ways to ask for a song, and what each cannot do without. */
enum SongType {
  PRESET("preset"),
  THEME("theme"),
  THEME_WITH_INPUT("theme-with-input"),
  FROM_SCRATCH("from-scratch");

  private final String wireName;

  SongType(String wireName) {
    this.wireName = wireName;
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
    return switch (this) {
      case PRESET -> List.of("preset_type");
      case THEME -> List.of("theme");
      case THEME_WITH_INPUT -> List.of("theme", "user_lyric_input");
      case FROM_SCRATCH -> List.of("user_lyric_input", "mood", "tempo");
    };
  }
}
