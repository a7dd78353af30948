package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.problems.InvalidField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a client sends so that a repeated request makes one song: 1-255 visible characters. */
record IdempotencyKey(String value) {
  static final String HEADER = "Idempotency-Key";
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  IdempotencyKey {
    if (!VISIBLE.matcher(value).matches()) {
      throw InvalidField.because(HEADER, "must be 1 to 255 visible ASCII characters");
    }
  }

  /**
   * The id of the one song that {@code user} can make with this key: a name-based UUID, version 5
   * of RFC 9562 (SHA-1), with the user's id as the name space and the key as the name. So the same
   * key of two users means two songs, and nobody can aim at a song of somebody else.
   */
  UUID songId(UUID user) {
    byte[] nameSpace =
        ByteBuffer.allocate(16)
            .putLong(user.getMostSignificantBits())
            .putLong(user.getLeastSignificantBits())
            .array();
    MessageDigest sha1 = sha1();
    sha1.update(nameSpace);
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(value.getBytes(StandardCharsets.US_ASCII)));
    long most = (hash.getLong() & ~0xF000L) | 0x5000L;
    long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
