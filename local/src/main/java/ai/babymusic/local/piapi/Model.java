package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** The provider's music models: what they are called, what they do and what a task costs. */
enum Model {
  @JsonProperty("music-u")
  MUSIC_U("music-u", 2, 500_000),
  @JsonProperty("music-s")
  MUSIC_S("music-s", 2, 500_000),
  @JsonProperty("Qubico/diffrhythm")
  DIFFRHYTHM("Qubico/diffrhythm", 1, 200_000),
  @JsonProperty("Qubico/ace-step")
  ACE_STEP("Qubico/ace-step", 1, 50_000);

  final String wireName;

  /** Songs that one task makes. */
  final int songs;

  /** Ten million are a dollar. */
  final long points;

  Model(String wireName, int songs, long points) {
    this.wireName = wireName;
    this.songs = songs;
    this.points = points;
  }

  static Optional<Model> named(String name) {
    return Arrays.stream(values()).filter(model -> model.wireName.equals(name)).findFirst();
  }

  boolean does(String taskType) {
    return switch (this) {
      case MUSIC_U, MUSIC_S ->
          taskType.equals("generate_music") || taskType.equals("generate_music_custom");
      case DIFFRHYTHM -> taskType.equals("txt2audio-base") || taskType.equals("txt2audio-full");
      case ACE_STEP -> taskType.equals("txt2audio") || taskType.equals("audio2audio");
    };
  }
}
