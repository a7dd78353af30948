package ai.babymusic.gateway.input;

import ai.babymusic.gateway.problems.InvalidField;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * What the next page begins after: its time and id, by which the rows are ordered. Clients carry it
 * around without looking inside.
 */
public record Cursor(Instant at, UUID id) {
  private static final int BYTES = 8 + 16;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws InvalidField if it is something else
   */
  public static Cursor parse(String text) {
    byte[] bytes = decode(text);
    if (bytes.length != BYTES) {
      throw refused();
    }
    var buffer = ByteBuffer.wrap(bytes);
    Instant at = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
    // Outside of this PostgreSQL might not know the time, and no song was made.
    if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
      throw refused();
    }
    return new Cursor(at, new UUID(buffer.getLong(), buffer.getLong()));
  }

  public String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public OffsetDateTime atUtc() {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw refused();
    }
  }

  private static InvalidField refused() {
    return InvalidField.because("cursor", "must be a next_cursor of an earlier answer");
  }
}
