package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.AdministeredAccounts;
import ai.babymusic.gateway.signin.accounts.AdministeredAccounts.Settings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.AuthCodes;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.passwords.PasswordRules;
import ai.babymusic.gateway.signin.passwords.Passwords;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes, changes and deletes accounts on an operator's word. Whatever shuts somebody out, a ban or
 * a new password, ends their sign-ins in the same transaction.
 */
@Component
class Administration {

  private static final Logger log = LoggerFactory.getLogger(Administration.class);

  private final Database database;
  private final AccountTable accounts;
  private final AdministeredAccounts administered;
  private final Sessions sessions;
  private final OneTimeTokens tokens;
  private final AuthCodes codes;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final UserMetadata metadata;
  private final Clock clock;

  Administration(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      AdministeredAccounts administered,
      Sessions sessions,
      OneTimeTokens tokens,
      AuthCodes codes,
      Passwords passwords,
      UserMetadata metadata,
      Clock clock,
      GatewaySettings settings) {
    this.database = database;
    this.accounts = accounts;
    this.administered = administered;
    this.sessions = sessions;
    this.tokens = tokens;
    this.codes = codes;
    this.passwords = passwords;
    this.rules = new PasswordRules(settings.auth().minPasswordLength());
    this.metadata = metadata;
    this.clock = clock;
  }

  Users users(Page page) {
    return database.snapshot(jdbc ->
        new Users(administered.page(jdbc, page.offset(), page.size()), administered.count(jdbc)));
  }

  Account user(UUID id) {
    return database.snapshot(jdbc -> accounts.find(jdbc, id)).orElseThrow(Administration::unknown);
  }

  Account create(AccountWish wish) {
    EmailAddress email =
        wish.email()
            .orElseThrow(() ->
                AuthError.validationFailed(
                    "Cannot create a user without either an email or phone"));
    Optional<String> hash = wish.password().map(this::hash);
    var settings = settings(wish, hash, AccountTable.EMAIL_METADATA, Map.of(), Optional.empty());
    Account created =
        database.write(jdbc -> {
          UUID id =
              administered
                  .add(jdbc, wish.id().orElse(null), settings)
                  .orElseThrow(() -> taken(jdbc, email));
          return accounts.find(jdbc, id).orElseThrow(Administration::unknown);
        });
    log.atInfo().addKeyValue("user_id", created.id()).log("user created by an operator");
    return created;
  }

  Account change(UUID id, AccountWish wish) {
    Optional<String> hash = wish.password().map(this::hash);
    try {
      Account changed =
          database.write(jdbc -> {
            Account current = accounts.lock(jdbc, id).orElseThrow(Administration::unknown);
            var settings =
                settings(
                    wish,
                    hash,
                    appMetadata(current, wish),
                    current.userMetadata(),
                    Optional.of(current));
            administered.change(jdbc, id, settings);
            if (hash.isPresent() || wish.email().isPresent()) {
              forgetMailed(jdbc, id);
            }
            if (hash.isPresent() || (wish.ban().isPresent() && settings.bannedUntil() != null)) {
              sessions.endAll(jdbc, id);
            }
            return accounts.find(jdbc, id).orElseThrow(Administration::unknown);
          });
      log.atInfo().addKeyValue("user_id", id).log("user changed by an operator");
      return changed;
    } catch (DuplicateKeyException e) {
      throw emailExists();
    }
  }

  void delete(UUID id, boolean soft) {
    boolean deleted =
        database.write(jdbc -> {
          if (!soft) {
            return accounts.delete(jdbc, id);
          }
          // Whoever is just signing in is waited for, and ended too.
          var _ = accounts.lock(jdbc, id);
          sessions.endAll(jdbc, id);
          forgetMailed(jdbc, id);
          return administered.softDelete(jdbc, id);
        });
    if (!deleted) {
      throw unknown();
    }
    log.atInfo()
        .addKeyValue("user_id", id)
        .addKeyValue("soft", soft)
        .log("user deleted by an operator");
  }

  private void forgetMailed(JdbcClient jdbc, UUID id) {
    tokens.forgetAll(jdbc, id);
    codes.forget(jdbc, id);
  }

  private Settings settings(
      AccountWish wish,
      Optional<String> hash,
      Map<String, Object> appMetadata,
      Map<String, Object> userMetadata,
      Optional<Account> current) {
    return new Settings(
        wish.email().orElse(null),
        hash.orElse(null),
        wish.confirmEmail(),
        metadata.merge(appMetadata, wish.appMetadata().orElse(Map.of())),
        metadata.merge(userMetadata, wish.userMetadata().orElse(Map.of())),
        wish.ban().isPresent()
            ? wish.ban().get().from(clock.instant())
            : current.map(account -> account.marks().bannedUntil()).orElse(null));
  }

  /** A guest who gets an address can sign in with it from now on. */
  private static Map<String, Object> appMetadata(Account current, AccountWish wish) {
    return current.anonymous() && wish.email().isPresent()
        ? AccountTable.EMAIL_METADATA
        : current.appMetadata();
  }

  private String hash(String password) {
    rules.check(password);
    return passwords.hash(password);
  }

  private AuthError taken(JdbcClient jdbc, EmailAddress email) {
    return accounts.find(jdbc, email).isPresent()
        ? emailExists()
        : AuthError.of(HttpStatus.CONFLICT, "conflict", "The id is another user's");
  }

  private static AuthError emailExists() {
    return AuthError.unprocessable(
        "email_exists", "A user with this email address has already been registered");
  }

  private static AuthError unknown() {
    return AuthError.of(HttpStatus.NOT_FOUND, "user_not_found", "User not found");
  }

  /**
   * A page of them.
   *
   * @param total on all pages
   */
  record Users(List<Account> page, long total) {}
}
