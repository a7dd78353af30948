package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.ProvidedIdentities;
import ai.babymusic.gateway.signin.accounts.ProvidedIdentity;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.AuthCodes;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose account it is that a provider vouches for. An address that the provider has not verified
 * counts for nothing: with it anybody could walk into another's account.
 */
@Component
class AccountRules {

  private static final Logger log = LoggerFactory.getLogger(AccountRules.class);

  private final AccountTable accounts;
  private final ProvidedIdentities identities;
  private final UserMetadata metadata;
  private final Sessions sessions;
  private final OneTimeTokens tokens;
  private final AuthCodes codes;
  private final Clock clock;
  private final boolean signupDisabled;

  AccountRules(
      AccountTable accounts,
      ProvidedIdentities identities,
      UserMetadata metadata,
      Sessions sessions,
      OneTimeTokens tokens,
      AuthCodes codes,
      Clock clock,
      GatewaySettings settings) {
    this.accounts = accounts;
    this.identities = identities;
    this.metadata = metadata;
    this.sessions = sessions;
    this.tokens = tokens;
    this.codes = codes;
    this.clock = clock;
    this.signupDisabled = settings.auth().signupDisabled();
  }

  /**
   * Finds or makes the account to sign in to.
   *
   * @throws AuthError if there is none and none may be made, or it may not be entered
   */
  Account admit(JdbcClient jdbc, ProvidedIdentity identity) {
    UUID user =
        identities
            .owner(jdbc, identity)
            .map(owner -> known(jdbc, owner, identity))
            .orElseGet(() -> byAddress(jdbc, identity));
    accounts.noteSignIn(jdbc, accounts.lock(jdbc, user).orElseThrow());
    return accounts.find(jdbc, user).orElseThrow();
  }

  /**
   * Gives a signed-in user one more way in. A guest gets the provider's address with it, and is one
   * no longer.
   *
   * @throws AuthError if the identity or, for a guest, the address is somebody's already
   */
  Account link(JdbcClient jdbc, UUID user, ProvidedIdentity identity) {
    Account account = accounts.lock(jdbc, user).orElseThrow(AccountRules::gone);
    refuseBanned(account);
    Optional<UUID> owner = identities.owner(jdbc, identity);
    if (owner.isPresent() || !identities.link(jdbc, user, identity)) {
      throw AuthError.unprocessable(
          "identity_already_exists",
          owner.filter(user::equals).isPresent()
              ? "Identity is already linked"
              : "Identity is already linked to another user");
    }
    if (account.anonymous() && !identities.nameGuest(jdbc, user, provedEmail(identity))) {
      throw AuthError.unprocessable(
          "email_exists", "A user with this email address has already been registered");
    }
    tellOf(jdbc, account, identity);
    log.atInfo()
        .addKeyValue("user_id", user)
        .addKeyValue("provider", identity.provider())
        .log("identity linked");
    return accounts.find(jdbc, user).orElseThrow();
  }

  private UUID known(JdbcClient jdbc, UUID owner, ProvidedIdentity identity) {
    Account account = accounts.lock(jdbc, owner).orElseThrow(AccountRules::gone);
    refuseBanned(account);
    identities.refresh(jdbc, identity);
    if (account.isConfirmed()) {
      tellOf(jdbc, account, identity);
    } else {
      claim(jdbc, account, identity);
    }
    return owner;
  }

  private UUID byAddress(JdbcClient jdbc, ProvidedIdentity identity) {
    EmailAddress email = provedEmail(identity);
    Optional<Account> existing = accounts.find(jdbc, email);
    if (existing.isEmpty() && signupDisabled) {
      throw AuthError.unprocessable("signup_disabled", "Signups not allowed for this instance");
    }
    if (existing.isEmpty()) {
      Optional<UUID> added = identities.add(jdbc, email, identity);
      if (added.isPresent()) {
        log.atInfo().addKeyValue("user_id", added.get()).log("signed up");
        return added.get();
      }
      existing = accounts.find(jdbc, email); // somebody was faster
    }
    // Locked, then looked at again: it may have been confirmed, or have changed its address.
    Account account =
        existing
            .flatMap(found -> accounts.lock(jdbc, found.id()))
            .filter(found -> email.value().equalsIgnoreCase(found.email()))
            .orElseThrow(AccountRules::gone);
    refuseBanned(account);
    if (account.isConfirmed()) {
      tellOf(jdbc, account, identity);
    } else {
      claim(jdbc, account, identity);
    }
    identities.link(jdbc, account.id(), identity);
    return account.id();
  }

  /** Nobody proved to own this account; the provider's user does, if it is the same address. */
  private void claim(JdbcClient jdbc, Account account, ProvidedIdentity identity) {
    EmailAddress email = provedEmail(identity);
    if (!email.value().equalsIgnoreCase(account.email())) {
      throw AuthError.badRequest("email_not_confirmed", "Email not confirmed");
    }
    identities.claim(jdbc, account.id(), identity);
    sessions.endAll(jdbc, account.id());
    tokens.forgetAll(jdbc, account.id());
    codes.forget(jdbc, account.id());
    log.atInfo().addKeyValue("user_id", account.id()).log("unconfirmed account claimed");
  }

  private void tellOf(JdbcClient jdbc, Account account, ProvidedIdentity identity) {
    accounts.setUserMetadata(
        jdbc, account.id(), metadata.mergeIfItFits(account.userMetadata(), identity.data()));
  }

  private void refuseBanned(Account account) {
    if (account.isBanned(clock.instant())) {
      throw AuthError.forbidden("user_banned", "User is banned");
    }
  }

  private static EmailAddress provedEmail(ProvidedIdentity identity) {
    EmailAddress proved = identity.provedEmail();
    if (proved == null) {
      throw AuthError.unprocessable(
          "provider_email_needs_verification",
          "Unverified email with %1$s. Verify the email with %1$s in order to sign in"
              .formatted(identity.provider()));
    }
    return proved;
  }

  private static AuthError gone() {
    return AuthError.forbidden("user_not_found", "User no longer exists");
  }
}
