package ai.babymusic.gateway.songs;

import org.jspecify.annotations.Nullable;

/** What a song is called. */
final class SongName {
  private static final int LONGEST_OPENING = 40;

  private SongName() {}

  /** The parent's own, else one made of the profile's {@code babyName}, which may be blank. */
  static String of(String babyName, SongBrief brief) {
    return brief.name() == null ? compose(babyName, brief) : brief.name();
  }

  private static String compose(String babyName, SongBrief brief) {
    String baby = babyName.isBlank() ? "Baby" : babyName.strip();
    return switch (SongType.of(brief.songType())) {
      case PRESET -> baby + "’s " + presetTitle(brief.presetType());
      case THEME -> baby + "’s " + themeTitle(brief.theme());
      case THEME_WITH_INPUT ->
          baby + "’s " + themeTitle(brief.theme()) + ": " + opening(brief.userLyricInput());
      case FROM_SCRATCH -> "A song for " + baby + ": " + opening(brief.userLyricInput());
    };
  }

  private static String presetTitle(@Nullable String presetType) {
    return switch (presetType) {
      case "playing" -> "Let’s Play Song";
      case "eating" -> "Yummy Song";
      case "sleeping" -> "Goodnight Lullaby";
      case "pooping" -> "Potty Song";
      case null, default -> "Song";
    };
  }

  private static String themeTitle(@Nullable String theme) {
    return switch (theme) {
      case "pitchDevelopment" -> "High and Low Song";
      case "cognitiveSpeech" -> "First Words Song";
      case "sleepRegulation" -> "Sleepy Song";
      case "socialEngagement" -> "Hello Friends Song";
      case "indianClassical" -> "Little Raga";
      case "westernClassical" -> "Little Serenade";
      case null, default -> "Song";
    };
  }

  /** The idea's first words, on one line. */
  private static String opening(@Nullable String idea) {
    String line = idea == null ? "" : idea.replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST_OPENING) {
      return line;
    }
    String cut = line.substring(0, line.offsetByCodePoints(0, LONGEST_OPENING));
    int lastWord = cut.lastIndexOf(' ');
    return (lastWord > LONGEST_OPENING / 2 ? cut.substring(0, lastWord) : cut) + "…";
  }
}
