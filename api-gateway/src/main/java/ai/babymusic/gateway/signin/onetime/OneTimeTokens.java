package ai.babymusic.gateway.signin.onetime;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.flows.CodeChallenge;
import ai.babymusic.gateway.signin.passwords.Passwords;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes one-time tokens and takes them back, each once. */
@Component
public class OneTimeTokens {

  // Of a million codes: whoever guesses has a chance of 1 in 200,000 a mail.
  private static final int MOST_TRIES = 5;

  private final OneTimeTokenTable table;
  private final Database database;
  private final Passwords passwords;
  private final Duration life;

  OneTimeTokens(
      OneTimeTokenTable table,
      @Qualifier("auth") Database database,
      Passwords passwords,
      GatewaySettings settings) {
    this.table = table;
    this.database = database;
    this.passwords = passwords;
    this.life = settings.auth().oneTimeTokenLife();
  }

  public Minted mint(boolean forTrade) {
    var secret = OneTimeSecret.random(forTrade);
    return new Minted(secret, passwords.hash(secret.code()));
  }

  /**
   * From now on the minted token is the one that proves this; an older one no longer does.
   *
   * @return false if there is one that was asked for later: that one stays
   */
  public boolean put(
      JdbcClient jdbc,
      UUID user,
      Purpose purpose,
      EmailAddress sentTo,
      Minted minted,
      Instant requestedAt,
      @Nullable CodeChallenge challenge) {
    return table.put(jdbc, user, purpose, sentTo.value(), minted, life, requestedAt, challenge);
  }

  /** Spends the link and does {@code work}, both or neither; empty if there is no such link. */
  public <T> Optional<T> spendLink(
      String link, Collection<Purpose> purposes, BiFunction<JdbcClient, Proof, T> work) {
    return database.write(
        jdbc -> table.spendLink(jdbc, link, purposes).map(proof -> work.apply(jdbc, proof)));
  }

  /**
   * The same with the code that was sent to an address. An address that nothing was sent to takes
   * as long as any other.
   */
  public <T> Optional<T> spendCode(
      EmailAddress sentTo,
      String code,
      Collection<Purpose> purposes,
      BiFunction<JdbcClient, Proof, T> work) {
    List<Candidate> candidates =
        database.write(jdbc -> table.countTry(jdbc, sentTo.value(), purposes, MOST_TRIES));
    Optional<Candidate> meant = meant(candidates, code);
    return meant.flatMap(candidate ->
        database.write(jdbc -> table.spend(jdbc, candidate).map(proof -> work.apply(jdbc, proof))));
  }

  /** After a change of password no link and no code that was mailed before is good any more. */
  public void forgetAll(JdbcClient jdbc, UUID user) {
    table.removeAll(jdbc, user);
  }

  /** With another wish for a new address the mails about the last one are worth nothing. */
  public void forgetChange(JdbcClient jdbc, UUID user) {
    table.remove(jdbc, user, List.of(Purpose.EMAIL_CHANGE_CURRENT, Purpose.EMAIL_CHANGE_NEW));
  }

  private Optional<Candidate> meant(List<Candidate> candidates, String code) {
    if (candidates.isEmpty()) {
      boolean _ = passwords.matches(code, null);
      return Optional.empty();
    }
    return candidates.stream()
        .filter(candidate -> passwords.matches(code, candidate.codeHash()))
        .findFirst();
  }
}
