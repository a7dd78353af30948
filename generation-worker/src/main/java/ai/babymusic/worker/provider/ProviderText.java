package ai.babymusic.worker.provider;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Text that comes from the provider: made fit for the database, and read for what it means. */
final class ProviderText {

  private static final Pattern NO_CREDITS =
      Pattern.compile(
          "\\b(enough|insufficient|exhausted|out of) (account )?(credits?|quota|balance)\\b"
              + "|\\bno (more |remaining )?credits? (left|available|remaining)\\b");
  private static final Pattern BUSY =
      Pattern.compile("status:? 429|too many requests|rate.?limit|concurrency limit");
  private static final Pattern NOT_ALLOWED =
      Pattern.compile("moderat|copyright|content policy|inappropriate|sensitive|flagged");

  private ProviderText() {}

  /** The text of a string node without what PostgreSQL refuses; null if there is none. */
  static @Nullable String of(JsonNode node) {
    return node.isString() && !node.stringValue().isBlank() ? clean(node.stringValue()) : null;
  }

  /** Without U+0000 and without halves of surrogate pairs. */
  static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0 && !(c <= Character.MAX_VALUE && Character.isSurrogate((char) c)))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  static FailureKind kind(String message, FailureKind otherwise) {
    String said = message.toLowerCase(Locale.ROOT);
    if (NO_CREDITS.matcher(said).find()) {
      return FailureKind.NO_CREDITS;
    }
    if (BUSY.matcher(said).find()) {
      return FailureKind.BUSY;
    }
    return NOT_ALLOWED.matcher(said).find() ? FailureKind.NOT_ALLOWED : otherwise;
  }
}
