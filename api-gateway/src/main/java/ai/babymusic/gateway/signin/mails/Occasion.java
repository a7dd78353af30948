package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.onetime.Purpose;
import org.jspecify.annotations.Nullable;

/** What a wished mail turns out to be, now that it can be looked up who is there. Pure. */
sealed interface Occasion {

  /** A link and a code that prove the address. */
  record Proving(Account account, Purpose purpose) implements Occasion {}

  /** Somebody used the address as if it were free: its owner hears of it, nobody else does. */
  record AlreadyThere() implements Occasion {}

  /** Nobody has the address, and an account is to be made for it. */
  record Newcomer() implements Occasion {}

  /** A change of address has a mail to each of two addresses. */
  record BothAgain(Account account, EmailAddress current, EmailAddress next) implements Occasion {}

  record Nothing(String why) implements Occasion {}

  /**
   * Decides it.
   *
   * @param account the one the wish names, else the one that has the address
   * @param takenByAnother whether the address is that of another account
   */
  static Occasion of(
      MailKind kind,
      MailDetails details,
      EmailAddress recipient,
      @Nullable Account account,
      boolean takenByAnother) {
    if (account == null) {
      return kind == MailKind.MAGIC_LINK && details.newAccount() != null
          ? new Newcomer()
          : new Nothing("no account");
    }
    return switch (kind) {
      case CONFIRMATION ->
          account.isConfirmed() ? new AlreadyThere() : new Proving(account, Purpose.SIGN_UP);
      case CONFIRMATION_AGAIN ->
          account.isConfirmed()
              ? new Nothing("confirmed already")
              : new Proving(account, Purpose.SIGN_UP);
      case INVITE ->
          account.isConfirmed()
              ? new Nothing("confirmed already")
              : new Proving(account, Purpose.INVITE);
      case MAGIC_LINK -> new Proving(account, Purpose.MAGIC_LINK);
      case RECOVERY -> new Proving(account, Purpose.RECOVERY);
      case EMAIL_CHANGE_CURRENT ->
          account.newEmail() != null && recipient.value().equals(account.email())
              ? new Proving(account, Purpose.EMAIL_CHANGE_CURRENT)
              : new Nothing("no change under way");
      case EMAIL_CHANGE_NEW -> {
        if (!recipient.value().equals(account.newEmail())) {
          yield new Nothing("no change under way");
        }
        yield takenByAnother ? new AlreadyThere() : new Proving(account, Purpose.EMAIL_CHANGE_NEW);
      }
      case EMAIL_CHANGE_AGAIN ->
          account.newEmail() == null
              ? new Nothing("no change under way")
              : new BothAgain(account, recipient, new EmailAddress(account.newEmail()));
      case REAUTHENTICATION ->
          recipient.value().equals(account.email())
              ? new Proving(account, Purpose.REAUTHENTICATION)
              : new Nothing("another address by now");
    };
  }
}
