package ai.babymusic.gateway.signin.passwords;

import ai.babymusic.gateway.signin.protocol.AuthError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which new passwords are taken. */
public record PasswordRules(int minLength) {

  /** bcrypt reads no more; what it would cut is refused instead. */
  static final int MAX_BYTES = 72;

  /**
   * Refuses a password that may not be set.
   *
   * @throws AuthError if it is too short or too long
   */
  public void check(String password) {
    if (!fits(password)) {
      throw AuthError.validationFailed(
          "Password cannot be longer than %d characters".formatted(MAX_BYTES));
    }
    if (password.codePointCount(0, password.length()) < minLength) {
      throw AuthError.weakPassword(
          "Password should be at least %d characters.".formatted(minLength), List.of("length"));
    }
  }

  static boolean fits(String password) {
    return password.length() <= MAX_BYTES
        && password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
