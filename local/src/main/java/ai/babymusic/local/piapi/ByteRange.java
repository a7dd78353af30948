package ai.babymusic.local.piapi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single range of bytes out of a file.
 *
 * @param last inclusive
 */
record ByteRange(int first, int last) {

  private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

  /** Whether a {@code Range} header asks for one range; other headers may be ignored. */
  static boolean asked(String header) {
    return HEADER.matcher(header).matches() && !header.equals("bytes=-");
  }

  /** The range that {@code header} asks for; empty if the file has none of it. */
  static Optional<ByteRange> of(String header, int length) {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    int first =
        from.isEmpty() ? Math.max(0, length - Integer.parseInt(to)) : Integer.parseInt(from);
    int last =
        from.isEmpty() || to.isEmpty() ? length - 1 : Math.min(length - 1, Integer.parseInt(to));
    return first <= last ? Optional.of(new ByteRange(first, last)) : Optional.empty();
  }

  String contentRange(int length) {
    return "bytes " + first + "-" + last + "/" + length;
  }
}
