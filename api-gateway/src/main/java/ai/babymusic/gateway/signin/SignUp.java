package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.NewAccount;
import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.mails.MailDetails;
import ai.babymusic.gateway.signin.mails.MailKind;
import ai.babymusic.gateway.signin.mails.MailWishes;
import ai.babymusic.gateway.signin.passwords.Passwords;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import ai.babymusic.gateway.signin.sessions.Session;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes accounts: user, identity, session and token in one transaction, or none of them. */
@Component
class SignUp {

  private static final Logger log = LoggerFactory.getLogger(SignUp.class);

  private final Database database;
  private final AccountTable accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final MailWishes mails;
  private final boolean autoConfirm;

  SignUp(
      @Qualifier("auth") Database database,
      AccountTable accounts,
      Sessions sessions,
      Passwords passwords,
      MailWishes mails,
      GatewaySettings settings) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.mails = mails;
    this.autoConfirm = settings.auth().autoConfirm();
  }

  SignedUp withEmail(
      EmailAddress email,
      String password,
      Map<String, Object> userMetadata,
      MailDetails mailDetails,
      ClientDevice device) {
    // The work is the same whether or not the address is taken, and none of it in a transaction.
    var wanted = new NewAccount(email, passwords.hash(password), userMetadata, autoConfirm);
    @Nullable String known =
        autoConfirm
            ? null
            : database
                .snapshot(jdbc -> accounts.find(jdbc, email))
                .map(Account::passwordHash)
                .orElse(null);
    @Nullable String agreed = !autoConfirm && passwords.matches(password, known) ? known : null;
    return database.write(jdbc -> {
      Optional<Account> added = accounts.add(jdbc, wanted);
      if (!autoConfirm) {
        Account shown =
            added.orElseGet(() -> {
              accounts.repeat(jdbc, email, agreed);
              return accounts.addNobody(jdbc, wanted);
            });
        mails.add(jdbc, MailKind.CONFIRMATION, email, mailDetails);
        return new SignedUp.MailWished(User.of(shown));
      }
      return added
          .<SignedUp>map(account ->
              new SignedUp.SignedIn(signIn(jdbc, account, AuthenticationMethod.PASSWORD, device)))
          .orElseGet(SignedUp.AddressTaken::new);
    });
  }

  Session asGuest(Map<String, Object> userMetadata, ClientDevice device) {
    return database.write(jdbc -> {
      var account =
          accounts.add(jdbc, new NewAccount(null, null, userMetadata, false)).orElseThrow();
      return signIn(jdbc, account, AuthenticationMethod.ANONYMOUS, device);
    });
  }

  private Session signIn(
      JdbcClient jdbc, Account account, AuthenticationMethod method, ClientDevice device) {
    accounts.noteSignIn(jdbc, account);
    var current = accounts.find(jdbc, account.id()).orElseThrow();
    log.atInfo().addKeyValue("user_id", account.id()).log("signed up");
    return sessions.open(jdbc, current, method, device);
  }
}
