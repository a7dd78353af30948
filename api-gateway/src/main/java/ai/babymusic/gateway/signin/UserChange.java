package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.AuthCodes;
import ai.babymusic.gateway.signin.passwords.PasswordRules;
import ai.babymusic.gateway.signin.passwords.Passwords;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Changes an account on its owner's word. A new password ends all other sign-ins. */
@Component
class UserChange {

  private final Database database;
  private final AccountTable accounts;
  private final Sessions sessions;
  private final AuthCodes codes;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final UserMetadata metadata;

  UserChange(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      Sessions sessions,
      AuthCodes codes,
      Passwords passwords,
      UserMetadata metadata,
      GatewaySettings settings) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.codes = codes;
    this.passwords = passwords;
    this.rules = new PasswordRules(settings.auth().minPasswordLength());
    this.metadata = metadata;
  }

  Account of(SignedIn signedIn, Optional<String> password, Optional<Map<String, Object>> data) {
    var id = signedIn.account().id();
    Optional<String> hash = password.map(wish -> newHash(signedIn.account(), wish));
    return database.write(jdbc -> {
      Account current = accounts.lock(jdbc, id).orElseThrow(UserChange::gone);
      data.ifPresent(changes ->
          accounts.setUserMetadata(jdbc, id, metadata.merge(current.userMetadata(), changes)));
      hash.ifPresent(made -> {
        accounts.setPassword(jdbc, id, made);
        accounts.forgetOneTimeTokens(jdbc, id);
        codes.forget(jdbc, id);
        sessions.endOthers(jdbc, id, signedIn.sessionId());
      });
      return accounts.find(jdbc, id).orElseThrow(UserChange::gone);
    });
  }

  private String newHash(Account account, String password) {
    if (account.email() == null) {
      throw AuthError.unprocessable(
          "validation_failed",
          "Updating password of an anonymous user without an email or phone is not allowed");
    }
    rules.check(password);
    if (passwords.matches(password, account.passwordHash())) {
      throw AuthError.unprocessable(
          "same_password", "New password should be different from the old password.");
    }
    return passwords.hash(password);
  }

  private static AuthError gone() {
    return AuthError.forbidden("user_not_found", "User from sub claim in JWT does not exist");
  }
}
