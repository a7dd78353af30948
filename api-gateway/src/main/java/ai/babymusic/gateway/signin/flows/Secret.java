package ai.babymusic.gateway.signin.flows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Something only its holder may know, long enough that nobody guesses it; kept as a hash only. */
public record Secret(String text) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** 256 bits, as 43 characters that need no escaping in a URL. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "a secret"; // the text must not reach a log by accident
  }
}
