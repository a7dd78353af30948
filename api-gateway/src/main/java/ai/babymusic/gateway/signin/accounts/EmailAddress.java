package ai.babymusic.gateway.signin.accounts;

import ai.babymusic.gateway.signin.protocol.AuthError;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import java.util.Locale;

/** An address that a mail could go to, in lower case: the same account however it is typed. */
public record EmailAddress(
    // Quoted local parts are legal and only ever used to smuggle something.
    @Email(regexp = "[^\\s\"<>(),:;\\\\]+@[^\\s\"<>(),;\\\\]+") String value) {

  private static final int MAX_LENGTH = 255;

  /**
   * Reads what somebody typed.
   *
   * @throws AuthError if it is no address
   */
  public static EmailAddress parse(String typed, Validator validator) {
    if (typed.length() > MAX_LENGTH) {
      throw AuthError.validationFailed("An email address is too long");
    }
    var address = new EmailAddress(typed.toLowerCase(Locale.ROOT));
    if (!validator.validate(address).isEmpty()) {
      throw AuthError.validationFailed("Unable to validate email address: invalid format");
    }
    return address;
  }

  @Override
  public String toString() {
    return "an e-mail address"; // it must not reach a log by accident
  }
}
