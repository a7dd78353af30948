package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.AddressChanges;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.AuthCodes;
import ai.babymusic.gateway.signin.mails.MailKind;
import ai.babymusic.gateway.signin.mails.MailWishes;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes an account on its owner's word. A new password ends all other sign-ins. */
@Component
class UserChange {

  private final Database database;
  private final AccountTable accounts;
  private final AddressChanges addresses;
  private final Sessions sessions;
  private final OneTimeTokens tokens;
  private final AuthCodes codes;
  private final MailWishes mails;
  private final PasswordChange passwords;
  private final UserMetadata metadata;
  private final boolean autoConfirm;

  UserChange(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      AddressChanges addresses,
      Sessions sessions,
      OneTimeTokens tokens,
      AuthCodes codes,
      MailWishes mails,
      PasswordChange passwords,
      UserMetadata metadata,
      GatewaySettings settings) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.sessions = sessions;
    this.tokens = tokens;
    this.codes = codes;
    this.mails = mails;
    this.passwords = passwords;
    this.metadata = metadata;
    this.autoConfirm = settings.auth().autoConfirm();
  }

  Account of(SignedIn signedIn, UserWishes wishes) {
    Optional<String> hash = passwords.hashOfNew(signedIn, wishes);
    try {
      return hash.isPresent() && passwords.needsCode(signedIn)
          ? withCode(signedIn, wishes, hash)
          : database.write(jdbc -> change(jdbc, signedIn, wishes, hash));
    } catch (DuplicateKeyException e) {
      throw AuthError.unprocessable(
          "email_exists", "A user with this email address has already been registered");
    }
  }

  /** The code is spent with the change, or neither. */
  private Account withCode(SignedIn signedIn, UserWishes wishes, Optional<String> hash) {
    return passwords
        .spendCode(signedIn, wishes, jdbc -> change(jdbc, signedIn, wishes, hash))
        .orElseThrow(() ->
            AuthError.unprocessable(
                "reauthentication_not_valid", "Nonce has expired or is invalid"));
  }

  private Account change(
      JdbcClient jdbc, SignedIn signedIn, UserWishes wishes, Optional<String> hash) {
    var id = signedIn.account().id();
    Account current = accounts.lock(jdbc, id).orElseThrow(UserChange::gone);
    wishes
        .data()
        .ifPresent(changes ->
            accounts.setUserMetadata(jdbc, id, metadata.merge(current.userMetadata(), changes)));
    hash.ifPresent(made -> {
      accounts.setPassword(jdbc, id, made);
      tokens.forgetAll(jdbc, id);
      codes.forget(jdbc, id);
      sessions.endOthers(jdbc, id, signedIn.sessionId());
    });
    wishes.email().ifPresent(email -> changeEmail(jdbc, current, email, wishes));
    return accounts.find(jdbc, id).orElseThrow(UserChange::gone);
  }

  /** Whether the new address is free is not said: its owner hears of it, if there is one. */
  private void changeEmail(
      JdbcClient jdbc, Account account, EmailAddress email, UserWishes wishes) {
    if (autoConfirm) {
      tokens.forgetAll(jdbc, account.id());
      addresses.make(jdbc, account.id(), email.value());
      return;
    }
    tokens.forgetChange(jdbc, account.id());
    addresses.begin(jdbc, account.id(), email);
    mails.add(jdbc, MailKind.EMAIL_CHANGE_NEW, email, wishes.mail());
    if (account.email() != null) {
      var old = new EmailAddress(account.email());
      mails.add(jdbc, MailKind.EMAIL_CHANGE_CURRENT, old, wishes.mail());
    }
  }

  private static AuthError gone() {
    return AuthError.forbidden("user_not_found", "User from sub claim in JWT does not exist");
  }
}
