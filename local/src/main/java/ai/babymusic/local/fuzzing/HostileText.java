package ai.babymusic.local.fuzzing;

import java.util.List;

/** Texts that some reader, database or terminal has stumbled over. */
public final class HostileText {

  private static final int LONG = 20_000;
  private static final int LONGEST_HEADER = 2_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "x\udc00y",
          "\ud83d\ude34",
          "\ufeff",
          "\u202ereversed",
          "e\u0301\u0301\u0301\u0301",
          "\u2028\u2029\u0085",
          "\u001b[31m\u0007\b\u007f",
          "\r\nX-Injected: yes",
          "\"\\/'`",
          "' or 1=1; --",
          "%s%n%d{0}${jndi:x}#{1}",
          "%00%2e%2e%2f",
          "../../etc/passwd",
          "<script>alert(1)</script>",
          "null",
          "true",
          "NaN",
          "-1",
          "1e400",
          "00000000-0000-0000-0000-000000000000",
          "1-1-1-1-1",
          "infinity",
          "294277-01-01T00:00:00Z",
          "-infinity",
          "Europe/Nowhere",
          "parent@example.com",
          "@");

  private HostileText() {}

  /** One of those that are known, or a long one. */
  public static String any(Chance chance) {
    return chance.oneIn(12)
        ? chance.of("a", "\u00e4", "\ud83d\ude34", "\\", "\u0001").repeat(chance.upTo(LONG))
        : chance.of(TEXTS);
  }

  /** One that may stand in a header: in Latin 1, without control characters. */
  public static String header(Chance chance) {
    String text = any(chance).replaceAll("\\p{Cntrl}|[^\\x20-\\xff]", "?");
    return text.substring(0, Math.min(text.length(), LONGEST_HEADER));
  }
}
