package ai.babymusic.schemas.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the secret that the provider echoes when it calls a generation's own address:
 * {@code HMAC-SHA256(key, generation_id)} in lower-case hex. A secret that leaks opens one song.
 * The first key signs, all verify, so a key can be replaced while songs are in flight.
 */
public final class WebhookSecrets {

  private static final int SHORTEST_KEY = 16;

  private final List<SecretKeySpec> keys;

  /**
   * Takes the keys of {@code WEBHOOK_SIGNING_KEY}.
   *
   * @param keyList one or more keys, separated by commas, each of at least 16 characters
   * @throws IllegalArgumentException if there is none or one is too short
   */
  public WebhookSecrets(String keyList) {
    List<String> given =
        Arrays.stream(keyList.split(",")).map(String::strip).filter(key -> !key.isEmpty()).toList();
    if (given.isEmpty()) {
      throw new IllegalArgumentException("WEBHOOK_SIGNING_KEY has no key");
    }
    if (given.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
      throw new IllegalArgumentException(
          "WEBHOOK_SIGNING_KEY has a key of fewer than " + SHORTEST_KEY + " characters");
    }
    keys = given.stream().map(key -> new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256")).toList();
  }

  /** The secret for the generation's callback, by the first key. */
  public String sign(UUID generationId) {
    return sign(keys.getFirst(), generationId);
  }

  /** Whether one of the keys makes {@code presented}; takes the same time wherever it differs. */
  public boolean verify(UUID generationId, String presented) {
    byte[] bytes = presented.getBytes(UTF_8);
    boolean verified = false;
    for (String secret : all(generationId)) {
      verified |= MessageDigest.isEqual(secret.getBytes(UTF_8), bytes);
    }
    return verified;
  }

  /** Every secret that {@link #verify} accepts: what has to be blotted out of a text. */
  public List<String> all(UUID generationId) {
    return keys.stream().map(key -> sign(key, generationId)).toList();
  }

  private static String sign(SecretKeySpec key, UUID generationId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(generationId.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
