package ai.babymusic.gateway.signin.onetime;

import ai.babymusic.gateway.signin.flows.Secret;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The two forms of a one-time token. The link holds 256 bits, so a plain hash hides it; the code
 * has six digits, so it is hashed as slowly as a password and may be tried a few times only.
 *
 * @param link with {@code pkce_} in front if whoever follows it gets a code to trade, and no
 *     session
 */
public record OneTimeSecret(String link, String code) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String FOR_TRADE = "pkce_";

  static OneTimeSecret random(boolean forTrade) {
    String link = Secret.random().text();
    return new OneTimeSecret(
        forTrade ? FOR_TRADE + link : link, "%06d".formatted(RANDOM.nextInt(1_000_000)));
  }

  /** Whether the bearer of this link expects its answer, also a refusal, in PKCE's form. */
  public static boolean isForTrade(@Nullable String link) {
    return link != null && link.startsWith(FOR_TRADE);
  }

  static byte[] hash(String link) {
    return new Secret(link).hash();
  }

  @Override
  public String toString() {
    return "a one-time token"; // neither form may reach a log by accident
  }
}
