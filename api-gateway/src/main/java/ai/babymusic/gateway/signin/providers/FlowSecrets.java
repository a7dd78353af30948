package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.flows.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What holds the way out and the way back together. The verifier and the nonce for the provider are
 * made from the state, which comes back with the browser, and from a salt, which never leaves the
 * database: whoever reads the address of the callback, or the database, can make neither.
 */
record FlowSecrets(Secret state, UUID salt) {

  static FlowSecrets random() {
    return new FlowSecrets(Secret.random(), UUID.randomUUID());
  }

  Secret verifier() {
    return made("verifier");
  }

  Secret nonce() {
    return made("nonce");
  }

  private Secret made(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(state.text()), "HmacSHA256"));
      byte[] made = mac.doFinal(bytes(purpose + ":" + salt));
      return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(made));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
