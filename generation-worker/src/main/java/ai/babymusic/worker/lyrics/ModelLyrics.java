package ai.babymusic.worker.lyrics;

import java.util.Optional;

/** Makes lyrics of what a model answered: a model adds things, and does not count well. */
final class ModelLyrics {

  static final int LONGEST = 1000;
  private static final int SHORTEST = 200;

  private ModelLyrics() {}

  /** Singable words within the provider's limit; empty if the answer is none. */
  static Optional<String> of(String answer) {
    String text =
        answer
            .replace("\r", "")
            .replaceAll("[\\p{Cntrl}&&[^\n]]", "")
            .replaceAll("(?m)^\\s*(```\\w*|#+ .*|\\[[^\\]\n]*\\]|\\*\\*[^*\n]*\\*\\*)\\s*$", "")
            .replaceAll("\\p{Cs}", "")
            .replaceAll("[ \t]+\n", "\n")
            .replaceAll("\n{3,}", "\n\n")
            .strip();
    String cut = text.length() <= LONGEST ? text : wholeLines(text);
    return cut.length() < SHORTEST ? Optional.empty() : Optional.of(cut);
  }

  private static String wholeLines(String text) {
    int end = text.lastIndexOf('\n', LONGEST);
    return text.substring(0, Math.max(end, 0)).strip();
  }
}
