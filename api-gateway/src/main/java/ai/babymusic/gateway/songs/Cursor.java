package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.schemas.events.SongRow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** The song after which the next page begins. Clients carry it around without looking inside. */
record Cursor(Instant createdAt, UUID id) {
  private static final int BYTES = 8 + 16;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  static Cursor after(SongRow row) {
    return new Cursor(row.createdAt(), row.id());
  }

  static Cursor parse(String text) {
    byte[] bytes = decode(text);
    if (bytes.length != BYTES) {
      throw refused();
    }
    var buffer = ByteBuffer.wrap(bytes);
    Instant createdAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
    // Outside of this PostgreSQL might not know the time, and no song was made.
    if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(LATEST)) {
      throw refused();
    }
    return new Cursor(createdAt, new UUID(buffer.getLong(), buffer.getLong()));
  }

  String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  OffsetDateTime createdAtUtc() {
    return createdAt.atOffset(ZoneOffset.UTC);
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
