package ai.babymusic.gateway.signin.limits;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;

/** How the database knows people and networks here. */
final class Hash {

  private Hash() {}

  /** SHA-256 of all parts, in hexadecimal. */
  static String of(Stream<String> parts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    parts.forEachOrdered(part -> {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0); // so that no two lists of parts read the same
    });
    return HexFormat.of().formatHex(digest.digest());
  }
}
