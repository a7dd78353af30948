package ai.babymusic.gateway.signin.verification;

import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.AddressChanges;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.flows.AuthCodes;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.onetime.Proof;
import ai.babymusic.gateway.signin.onetime.Purpose;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import ai.babymusic.gateway.signin.sessions.Sessions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes what was mailed for the proof that it is: spending it and its effect are one. */
@Component
class Verification {

  private static final Logger log = LoggerFactory.getLogger(Verification.class);

  private static final String LINK_EXPIRED = "Email link is invalid or has expired";

  private final OneTimeTokens tokens;
  private final AccountTable accounts;
  private final AddressChanges addresses;
  private final Sessions sessions;
  private final AuthCodes codes;
  private final Clock clock;

  Verification(
      OneTimeTokens tokens,
      AccountTable accounts,
      AddressChanges addresses,
      Sessions sessions,
      AuthCodes codes,
      Clock clock) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.addresses = addresses;
    this.sessions = sessions;
    this.codes = codes;
    this.clock = clock;
  }

  /**
   * By following the link in a mail: a browser may do it that did not begin it, and then gets a
   * code that is of no use to it.
   *
   * @throws AuthError if the link is spent, too old or of another type
   */
  Verified byLink(String link, Set<Purpose> purposes, ClientDevice device) {
    return only(
        () -> tokens.spendLink(link, purposes, (jdbc, proof) -> prove(jdbc, proof, device)),
        LINK_EXPIRED);
  }

  /**
   * By the token in the link, which the frontend sends by itself: it is the one that began it.
   *
   * @throws AuthError if the token is spent, too old or of another type
   */
  Verified byToken(String token, Set<Purpose> purposes, ClientDevice device) {
    return only(
        () ->
            tokens.spendLink(
                token, purposes, (jdbc, proof) -> prove(jdbc, proof.withoutChallenge(), device)),
        LINK_EXPIRED);
  }

  /**
   * By the code in a mail.
   *
   * @throws AuthError if the code is wrong, spent, too old, or was tried too often
   */
  Verified byCode(EmailAddress sentTo, String code, Set<Purpose> purposes, ClientDevice device) {
    return only(
        () -> tokens.spendCode(sentTo, code, purposes, (jdbc, proof) -> prove(jdbc, proof, device)),
        "Token has expired or is invalid");
  }

  private static Verified only(Supplier<Optional<Verified>> spending, String otherwise) {
    try {
      return spending.get().orElseThrow(() -> AuthError.forbidden("otp_expired", otherwise));
    } catch (DuplicateKeyException e) {
      // Somebody else confirmed the same new address in between.
      throw AuthError.unprocessable(
          "email_exists", "A user with this email address has already been registered");
    }
  }

  private Verified prove(JdbcClient jdbc, Proof proof, ClientDevice device) {
    Account account =
        accounts
            .lock(jdbc, proof.user())
            .orElseThrow(() -> AuthError.forbidden("user_not_found", "User not found"));
    if (account.isBanned(clock.instant())) {
      throw AuthError.forbidden("user_banned", "User is banned");
    }
    if (!proof.sentTo().equals(addressOf(account, proof))) {
      // The account has moved since: who reads the old address's mail is nobody here any more.
      throw expired();
    }
    switch (proof.purpose()) {
      case SIGN_UP -> accounts.confirm(jdbc, account);
      case INVITE, MAGIC_LINK, RECOVERY -> {
        if (!account.isConfirmed()) {
          // Whoever set a password here never showed that the address is theirs.
          accounts.dropPassword(jdbc, account.id());
        }
        accounts.confirm(jdbc, account);
      }
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> {
        if (!changed(jdbc, account, proof)) {
          return new Verified.OneOfTwo();
        }
      }
      case REAUTHENTICATION -> throw AuthError.forbidden("otp_expired", "Token is for no sign-in");
    }
    log.atInfo()
        .addKeyValue("user_id", account.id())
        .addKeyValue("purpose", proof.purpose().type())
        .log("address proven");
    return signIn(jdbc, proof, device);
  }

  private static @Nullable String addressOf(Account account, Proof proof) {
    return proof.purpose() == Purpose.EMAIL_CHANGE_NEW ? account.newEmail() : account.email();
  }

  /** Whether both halves of the change are there now, and it is done. */
  private boolean changed(JdbcClient jdbc, Account account, Proof proof) {
    if (account.newEmail() == null) {
      throw expired();
    }
    boolean done = addresses.confirm(jdbc, account, proof.purpose() == Purpose.EMAIL_CHANGE_NEW);
    if (done) {
      tokens.forgetAll(jdbc, account.id());
    }
    return done;
  }

  private static AuthError expired() {
    return AuthError.forbidden("otp_expired", LINK_EXPIRED);
  }

  private Verified signIn(JdbcClient jdbc, Proof proof, ClientDevice device) {
    Account account = accounts.find(jdbc, proof.user()).orElseThrow();
    if (proof.challenge().isPresent()) {
      return new Verified.ForTrade(
          codes.issue(jdbc, account.id(), proof.challenge().get(), method(proof.purpose())));
    }
    accounts.noteSignIn(jdbc, account);
    Account current = accounts.find(jdbc, proof.user()).orElseThrow();
    return new Verified.SignedIn(sessions.open(jdbc, current, AuthenticationMethod.OTP, device));
  }

  private static AuthenticationMethod method(Purpose purpose) {
    return switch (purpose) {
      case SIGN_UP -> AuthenticationMethod.EMAIL_SIGN_UP;
      case INVITE -> AuthenticationMethod.INVITE;
      case MAGIC_LINK -> AuthenticationMethod.MAGIC_LINK;
      case RECOVERY -> AuthenticationMethod.RECOVERY;
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> AuthenticationMethod.EMAIL_CHANGE;
      case REAUTHENTICATION -> AuthenticationMethod.OTP;
    };
  }
}
