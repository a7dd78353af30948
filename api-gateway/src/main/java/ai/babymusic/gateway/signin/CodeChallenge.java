package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Half of PKCE: only who knows the other half may finish what a mail begins. */
record CodeChallenge(String method, String value) {

  private static final Set<String> METHODS = Set.of("s256", "plain");
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  /**
   * Both fields or none.
   *
   * @throws AuthError if only one is there or one is malformed
   */
  static Optional<CodeChallenge> of(AuthBody body) {
    Optional<String> value = body.text("code_challenge");
    Optional<String> method =
        body.text("code_challenge_method").map(name -> name.toLowerCase(Locale.ROOT));
    if (value.isPresent() != method.isPresent()) {
      throw AuthError.validationFailed(
          "PKCE flow requires code_challenge_method and code_challenge");
    }
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!METHODS.contains(method.get())) {
      throw AuthError.validationFailed("code challenge method must be s256 or plain");
    }
    if (!FORM.matcher(value.get()).matches()) {
      throw AuthError.validationFailed(
          "code challenge has to be between 43 and 128 characters of [A-Za-z0-9._~-]");
    }
    return Optional.of(new CodeChallenge(method.get(), value.get()));
  }
}
