package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.NewAccount;
import ai.babymusic.gateway.signin.onetime.Minted;
import ai.babymusic.gateway.signin.onetime.OneTimeTokens;
import ai.babymusic.gateway.signin.onetime.Purpose;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the letter that a wish asks for, and the one-time token in it. Done again for a mail that
 * could not be sent, it makes a new token in place of the one that nobody got.
 */
@Component
class MailWriting {

  private static final Logger log = LoggerFactory.getLogger(MailWriting.class);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Database database;
  private final MailTable table;
  private final AccountTable accounts;
  private final OneTimeTokens tokens;
  private final Letters letters;
  private final JsonMapper json;
  private final boolean newAccounts;

  MailWriting(
      @Qualifier("auth") Database database,
      MailTable table,
      AccountTable accounts,
      OneTimeTokens tokens,
      Letters letters,
      JsonMapper json,
      GatewaySettings settings) {
    this.database = database;
    this.table = table;
    this.accounts = accounts;
    this.tokens = tokens;
    this.letters = letters;
    this.json = json;
    this.newAccounts = !settings.auth().signupDisabled();
  }

  /** Empty if there is nothing to send, to nobody. */
  Optional<Letter> letterFor(WishedMail mail) {
    Minted minted = tokens.mint(mail.details().challenge() != null);
    Occasion occasion =
        database.write(jdbc -> {
          Occasion found = welcome(jdbc, mail, occasion(jdbc, mail));
          if (found instanceof Occasion.Proving(var account, var purpose)) {
            return put(jdbc, mail, account, purpose, minted)
                ? found
                : new Occasion.Nothing("asked for again since");
          }
          if (found instanceof Occasion.BothAgain(var account, var current, var next)) {
            MailDetails details = mail.details().about(account.id());
            table.addFollowing(jdbc, mail, MailKind.EMAIL_CHANGE_CURRENT, current, details);
            table.addFollowing(jdbc, mail, MailKind.EMAIL_CHANGE_NEW, next, details);
          }
          return found;
        });
    return switch (occasion) {
      case Occasion.Proving proving ->
          Optional.of(
              letters.proving(
                  mail.recipient(), proving, minted.secret(), mail.details().redirectTo()));
      case Occasion.AlreadyThere() -> Optional.of(letters.alreadyThere(mail.recipient()));
      case Occasion.Nothing(var why) -> {
        log.atInfo()
            .addKeyValue("request_id", mail.requestId())
            .addKeyValue("why", why)
            .log("no mail");
        yield Optional.empty();
      }
      case Occasion.BothAgain _, Occasion.Newcomer _ -> Optional.empty();
    };
  }

  private Occasion occasion(JdbcClient jdbc, WishedMail mail) {
    Optional<Account> there = accounts.find(jdbc, mail.recipient());
    @Nullable Account meant =
        mail.details().user() == null
            ? there.orElse(null)
            : accounts.find(jdbc, mail.details().user()).orElse(null);
    boolean takenByAnother =
        meant != null && there.filter(other -> !other.id().equals(meant.id())).isPresent();
    return Occasion.of(mail.kind(), mail.details(), mail.recipient(), meant, takenByAnother);
  }

  /** Who asked for a link without having an account gets one; it is theirs once they follow it. */
  private Occasion welcome(JdbcClient jdbc, WishedMail mail, Occasion occasion) {
    if (!(occasion instanceof Occasion.Newcomer) || !newAccounts) {
      return occasion;
    }
    Map<String, Object> metadata = json.readValue(mail.details().newAccount(), OBJECT);
    accounts.add(jdbc, new NewAccount(mail.recipient(), null, metadata, false));
    return occasion(jdbc, mail);
  }

  /** False if a later wish has been answered already: its link is to stay the good one. */
  private boolean put(
      JdbcClient jdbc, WishedMail mail, Account account, Purpose purpose, Minted minted) {
    boolean latest =
        tokens.put(
            jdbc,
            account.id(),
            purpose,
            mail.recipient(),
            minted,
            mail.requestedAt(),
            mail.details().challenge());
    if (latest) {
      accounts.noteMailed(jdbc, account.id(), purpose.mark());
    }
    return latest;
  }
}
