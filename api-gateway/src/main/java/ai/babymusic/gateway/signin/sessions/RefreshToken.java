package ai.babymusic.gateway.signin.sessions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a client trades for its next access token: 256 bits, kept by us only as a hash.
 *
 * <p>A successor is made from its predecessor and a random salt, which is kept. So whoever holds
 * the predecessor can be given the same successor once more, after a lost answer or from a second
 * tab, though the database knows neither; and neither a stolen token nor a stolen database is
 * enough to make it.
 */
record RefreshToken(String text) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  static RefreshToken random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return of(bytes);
  }

  static Optional<RefreshToken> parse(String sent) {
    return FORM.matcher(sent).matches() ? Optional.of(new RefreshToken(sent)) : Optional.empty();
  }

  RefreshToken successor(UUID salt) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA256"));
      return of(mac.doFinal(salt.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "a refresh token"; // the text must not reach a log by accident
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static RefreshToken of(byte[] bytes) {
    return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
