package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an operator asked to be set; what was not sent stays as it is. */
record AccountWish(
    Optional<UUID> id,
    Optional<EmailAddress> email,
    Optional<String> password,
    boolean confirmEmail,
    Optional<Map<String, Object>> userMetadata,
    Optional<Map<String, Object>> appMetadata,
    Optional<BanDuration> ban) {

  /** The only one an account can have: others stand in operators' tokens. */
  private static final String ROLE = "authenticated";

  private static final UUID NIL = new UUID(0, 0);

  /**
   * Reads it.
   *
   * @throws AuthError if a field says what cannot be set
   */
  static AccountWish of(AuthBody body, Validator validator) {
    if (body.text("phone").isPresent()) {
      throw AuthError.unprocessable("phone_provider_disabled", "Phone numbers are disabled");
    }
    if (body.text("password_hash").isPresent()) {
      throw AuthError.validationFailed("A password hash cannot be set, send the password");
    }
    if (body.text("role").filter(role -> !role.equals(ROLE)).isPresent()) {
      throw AuthError.validationFailed("The only role of a user is " + ROLE);
    }
    return new AccountWish(
        body.text("id").map(AccountWish::id),
        body.text("email").map(typed -> EmailAddress.parse(typed, validator)),
        body.text("password"),
        body.flag("email_confirm").orElse(false),
        body.object("user_metadata"),
        body.object("app_metadata"),
        body.text("ban_duration").map(BanDuration::parse));
  }

  @Override
  public String toString() {
    return "a wish of an operator"; // the password must not reach a log by accident
  }

  private static UUID id(String text) {
    UUID id;
    try {
      id = UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw AuthError.validationFailed("ID must conform to the uuid v4 format");
    }
    if (id.equals(NIL)) {
      throw AuthError.validationFailed("ID cannot be a nil uuid");
    }
    return id;
  }
}
