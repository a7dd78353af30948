package ai.babymusic.worker.lyrics;

import org.jspecify.annotations.Nullable;

/** How a song speaks of the baby. */
record Pronouns(String subject, String object, String possessive) {

  static Pronouns of(@Nullable String gender) {
    if ("boy".equals(gender)) {
      return new Pronouns("he", "him", "his");
    }
    return "girl".equals(gender)
        ? new Pronouns("she", "her", "her")
        : new Pronouns("they", "them", "their");
  }
}
