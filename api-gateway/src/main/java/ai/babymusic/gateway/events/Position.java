package ai.babymusic.gateway.events;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far into a user's changes a client is. On the wire {@code {epoch}.{seq}}, opaque to clients.
 *
 * @param epoch names a numbering: a restored database or another account counts in another one
 * @param seq of the last change the client has; 0 before the first
 */
record Position(String epoch, long seq) {
  /** Of a user without any change so far: whatever epoch comes, its first change is next. */
  static final Position BEFORE_ALL = new Position("0", 0);

  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,40})\\.([0-9]{1,18})");

  /** Empty for what was never a position of ours. */
  static Optional<Position> parse(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new Position(parts.group(1), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /** Whether {@code later} counts in the same numbering, so that the two can be compared. */
  boolean isComparableTo(Position later) {
    return equals(BEFORE_ALL) || epoch.equals(later.epoch);
  }

  @Override
  public String toString() {
    return epoch + "." + seq;
  }
}
