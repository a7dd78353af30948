package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.passwords.Passwords;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import ai.babymusic.gateway.signin.sessions.Session;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Signs in who knows the password. What else is wrong is told only to them. */
@Component
class PasswordSignIn {

  private static final Logger log = LoggerFactory.getLogger(PasswordSignIn.class);

  private final Database database;
  private final AccountTable accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Clock clock;

  PasswordSignIn(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      Sessions sessions,
      Passwords passwords,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.clock = clock;
  }

  Session of(EmailAddress email, String password, ClientDevice device) {
    Account found = database.snapshot(jdbc -> accounts.find(jdbc, email)).orElse(null);
    // Outside of any transaction: no connection waits for the hashing.
    if (!passwords.matches(password, found == null ? null : found.passwordHash())
        || found == null) {
      throw wrong();
    }
    if (!found.isConfirmed()) {
      throw AuthError.badRequest("email_not_confirmed", "Email not confirmed");
    }
    if (found.isBanned(clock.instant())) {
      throw AuthError.badRequest("user_banned", "User is banned");
    }
    Optional<String> stronger = stronger(found, password);
    return database
        .write(jdbc -> {
          if (!accounts.noteSignIn(jdbc, found)) {
            return Optional.<Session>empty();
          }
          stronger.ifPresent(hash -> accounts.setPassword(jdbc, found.id(), hash));
          return accounts
              .find(jdbc, found.id())
              .map(account -> sessions.open(jdbc, account, AuthenticationMethod.PASSWORD, device));
        })
        .map(session -> {
          log.atInfo().addKeyValue("user_id", found.id()).log("signed in");
          return session;
        })
        .orElseThrow(PasswordSignIn::wrong);
  }

  private Optional<String> stronger(Account account, String password) {
    String hash = account.passwordHash();
    return hash != null && passwords.isOutdated(hash)
        ? Optional.of(passwords.hash(password))
        : Optional.empty();
  }

  private static AuthError wrong() {
    return AuthError.badRequest("invalid_credentials", "Invalid login credentials");
  }
}
