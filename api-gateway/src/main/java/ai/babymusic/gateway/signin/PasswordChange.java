package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.onetime.Purpose;
import ai.babymusic.gateway.signin.passwords.PasswordRules;
import ai.babymusic.gateway.signin.passwords.Passwords;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has to hold before an account gets another password. */
@Component
class PasswordChange {

  /** The contract's: who signed in so lately need not prove more. */
  private static final Duration FRESH = Duration.ofHours(24);

  private final Passwords passwords;
  private final PasswordRules rules;
  private final OneTimeTokens tokens;
  private final Clock clock;
  private final boolean codeForOldSessions;

  PasswordChange(Passwords passwords, OneTimeTokens tokens, Clock clock, GatewaySettings settings) {
    this.passwords = passwords;
    this.rules = new PasswordRules(settings.auth().minPasswordLength());
    this.tokens = tokens;
    this.clock = clock;
    this.codeForOldSessions = settings.auth().securePasswordChange();
  }

  /**
   * What to keep of the new password, if one is wanted. Hashing takes its time: not to be called in
   * a transaction.
   *
   * @throws AuthError if it may not be set
   */
  Optional<String> hashOfNew(SignedIn signedIn, UserWishes wishes) {
    return wishes.password().map(password -> hash(signedIn.account(), wishes, password));
  }

  boolean needsCode(SignedIn signedIn) {
    return codeForOldSessions && signedIn.since().plus(FRESH).isBefore(clock.instant());
  }

  <T> Optional<T> spendCode(SignedIn signedIn, UserWishes wishes, Function<JdbcClient, T> change) {
    String nonce =
        wishes
            .nonce()
            .orElseThrow(() ->
                AuthError.badRequest(
                    "reauthentication_needed", "Password update requires reauthentication"));
    var sentTo = new EmailAddress(Objects.requireNonNull(signedIn.account().email()));
    return tokens.spendCode(
        sentTo, nonce, Set.of(Purpose.REAUTHENTICATION), (jdbc, proof) -> change.apply(jdbc));
  }

  private String hash(Account account, UserWishes wishes, String password) {
    if (account.email() == null) {
      throw AuthError.unprocessable(
          "validation_failed",
          "Updating password of an anonymous user without an email or phone is not allowed");
    }
    rules.check(password);
    wishes.currentPassword().ifPresent(current -> check(account, current));
    if (passwords.matches(password, account.passwordHash())) {
      throw AuthError.unprocessable(
          "same_password", "New password should be different from the old password.");
    }
    return passwords.hash(password);
  }

  private void check(Account account, String current) {
    if (!passwords.matches(current, account.passwordHash())) {
      throw AuthError.badRequest("current_password_invalid", "The current password is wrong");
    }
  }
}
