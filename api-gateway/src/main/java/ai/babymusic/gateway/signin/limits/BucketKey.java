package ai.babymusic.gateway.signin.limits;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Whose bucket it is, as the database knows it: a hash, from which nobody is read. */
record BucketKey(String hash) {

  static BucketKey of(Allowance allowance, String... whose) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(allowance.name().getBytes(StandardCharsets.UTF_8));
      for (String part : whose) {
        digest.update((byte) 0); // so that no two lists of parts read the same
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return new BucketKey(HexFormat.of().formatHex(digest.digest()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
