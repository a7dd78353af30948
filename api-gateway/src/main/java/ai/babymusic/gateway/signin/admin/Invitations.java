package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.AddressChanges;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.NewAccount;
import ai.babymusic.gateway.signin.mails.MailDetails;
import ai.babymusic.gateway.signin.mails.MailKind;
import ai.babymusic.gateway.signin.mails.MailWishes;
import ai.babymusic.gateway.signin.onetime.Minted;
import ai.babymusic.gateway.signin.onetime.OneTimeSecret;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.passwords.PasswordRules;
import ai.babymusic.gateway.signin.passwords.Passwords;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets operators bring somebody in: by a mail of ours, or by a link that they send themselves. */
@Component
class Invitations {

  private static final Logger log = LoggerFactory.getLogger(Invitations.class);

  private final Database database;
  private final AccountTable accounts;
  private final AddressChanges addresses;
  private final OneTimeTokens tokens;
  private final MailWishes mails;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final Clock clock;

  Invitations(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      AddressChanges addresses,
      OneTimeTokens tokens,
      MailWishes mails,
      Passwords passwords,
      Clock clock,
      GatewaySettings settings) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.tokens = tokens;
    this.mails = mails;
    this.passwords = passwords;
    this.clock = clock;
    this.rules = new PasswordRules(settings.auth().minPasswordLength());
  }

  /** A link and a code, and whose they are. */
  record Made(Account account, OneTimeSecret secret) {}

  Account invite(EmailAddress email, Map<String, Object> data, MailDetails details) {
    Account invited =
        database.write(jdbc -> {
          Account account = unconfirmed(jdbc, new NewAccount(email, null, data, false));
          mails.add(jdbc, MailKind.INVITE, email, details);
          return account;
        });
    log.atInfo().addKeyValue("user_id", invited.id()).log("user invited by an operator");
    return invited;
  }

  Made link(LinkWish wish) {
    Minted minted = tokens.mint(false);
    @Nullable String hash = wish.kind() == LinkKind.SIGNUP ? newHash(wish) : null;
    Account account =
        database.write(jdbc -> {
          Account found = account(jdbc, wish, hash);
          var sentTo = wish.kind() == LinkKind.EMAIL_CHANGE_NEW ? newEmail(wish) : wish.email();
          tokens.put(
              jdbc, found.id(), wish.kind().purpose(), sentTo, minted, clock.instant(), null);
          accounts.noteMailed(jdbc, found.id(), wish.kind().purpose().mark());
          return accounts.find(jdbc, found.id()).orElseThrow();
        });
    log.atInfo()
        .addKeyValue("user_id", account.id())
        .addKeyValue("kind", wish.kind().wireName())
        .log("link made by an operator");
    return new Made(account, minted.secret());
  }

  private Account account(JdbcClient jdbc, LinkWish wish, @Nullable String hash) {
    return switch (wish.kind()) {
      case SIGNUP, INVITE ->
          unconfirmed(jdbc, new NewAccount(wish.email(), hash, wish.data(), false));
      case MAGIC_LINK ->
          accounts
              .find(jdbc, wish.email())
              .orElseGet(
                  () -> unconfirmed(jdbc, new NewAccount(wish.email(), null, wish.data(), false)));
      case RECOVERY -> known(jdbc, wish.email());
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> {
        Account account = known(jdbc, wish.email());
        EmailAddress wanted = newEmail(wish);
        // The other half of the same change is asked for by a second call.
        if (!wanted.value().equals(account.newEmail())) {
          tokens.forgetChange(jdbc, account.id());
          addresses.begin(jdbc, account.id(), wanted);
        }
        yield account;
      }
    };
  }

  private Account unconfirmed(JdbcClient jdbc, NewAccount wanted) {
    EmailAddress email = Objects.requireNonNull(wanted.email());
    Optional<Account> added = accounts.add(jdbc, wanted);
    if (added.isPresent()) {
      return added.get();
    }
    Account there = known(jdbc, email);
    if (there.isConfirmed()) {
      throw AuthError.unprocessable(
          "email_exists", "A user with this email address has already been registered");
    }
    accounts.renew(jdbc, there.id(), wanted);
    return there;
  }

  private Account known(JdbcClient jdbc, EmailAddress email) {
    return accounts
        .find(jdbc, email)
        .orElseThrow(() ->
            AuthError.of(HttpStatus.NOT_FOUND, "user_not_found", "User with this email not found"));
  }

  private String newHash(LinkWish wish) {
    String password =
        wish.password()
            .orElseThrow(() -> AuthError.validationFailed("Signup requires a valid password"));
    rules.check(password);
    return passwords.hash(password);
  }

  private static EmailAddress newEmail(LinkWish wish) {
    return wish.newEmail()
        .orElseThrow(() -> AuthError.validationFailed("An email address (new_email) is required"));
  }
}
