package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Half of PKCE: only who knows the other half, the verifier, may finish what somebody began. */
public record CodeChallenge(String method, String value) {

  private static final String S256 = "s256";
  private static final Set<String> METHODS = Set.of(S256, "plain");
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  /** The one in a request's body, as {@link #of(String, String)}. */
  public static Optional<CodeChallenge> of(AuthBody body) {
    return of(
        body.text("code_challenge").orElse(null), body.text("code_challenge_method").orElse(null));
  }

  /**
   * Both fields or none; null and the empty string are none.
   *
   * @throws AuthError if only one is there or one is malformed
   */
  public static Optional<CodeChallenge> of(@Nullable String value, @Nullable String method) {
    if (isMissing(value) != isMissing(method)) {
      throw AuthError.validationFailed(
          "PKCE flow requires code_challenge_method and code_challenge");
    }
    if (value == null || method == null || value.isEmpty()) {
      return Optional.empty();
    }
    String known = method.toLowerCase(Locale.ROOT);
    if (!METHODS.contains(known)) {
      throw AuthError.validationFailed("code challenge method must be s256 or plain");
    }
    if (!FORM.matcher(value).matches()) {
      throw AuthError.validationFailed(
          "code challenge has to be between 43 and 128 characters of [A-Za-z0-9._~-]");
    }
    // A plain challenge is the verifier itself: kept like this it is as good, and no secret.
    return Optional.of(new CodeChallenge(S256, known.equals(S256) ? value : hashed(value)));
  }

  boolean isMetBy(String verifier) {
    // Takes as long wherever they differ.
    return MessageDigest.isEqual(bytes(hashed(verifier)), bytes(value));
  }

  private static String hashed(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new Secret(verifier).hash());
  }

  private static boolean isMissing(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
