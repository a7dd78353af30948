package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.generations.SongBrief;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a song is about: the routine, the theme, or for a song from scratch its mood.
 *
 * @param name as in the tables; there is a book of stanzas of that name
 * @param calm whether it ends softly
 */
record Subject(String name, boolean calm) {

  private static final Set<String> CALM =
      Set.of("sleeping", "sleepRegulation", "indianClassical", "westernClassical", "calm");

  static final Set<String> ALL =
      Set.of(
          "playing",
          "eating",
          "sleeping",
          "pooping",
          "pitchDevelopment",
          "cognitiveSpeech",
          "sleepRegulation",
          "socialEngagement",
          "indianClassical",
          "westernClassical",
          "calm",
          "playful",
          "learning",
          "energetic");

  static Subject of(SongBrief brief) {
    String name = known(brief.presetType(), known(brief.theme(), known(brief.mood(), "calm")));
    return new Subject(name, CALM.contains(name) || "calm".equals(brief.mood()));
  }

  private static String known(@Nullable String name, String otherwise) {
    return name != null && ALL.contains(name) ? name : otherwise;
  }

  /** Its name as words: {@code sleepRegulation} is "sleep regulation". */
  String inWords() {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
