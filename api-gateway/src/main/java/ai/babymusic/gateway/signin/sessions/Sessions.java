package ai.babymusic.gateway.signin.sessions;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens, renews and ends sign-ins, inside the transaction it is given. */
@Component
public class Sessions {

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final SessionTable table;
  private final RefreshTokenTable tokens;
  private final AccountTable accounts;
  private final AccessTokenMint mint;
  private final Clock clock;
  private final Duration reuse;

  Sessions(
      SessionTable table,
      RefreshTokenTable tokens,
      AccountTable accounts,
      AccessTokenMint mint,
      Clock clock,
      GatewaySettings settings) {
    this.table = table;
    this.tokens = tokens;
    this.accounts = accounts;
    this.mint = mint;
    this.clock = clock;
    this.reuse = settings.auth().refreshReuseInterval();
  }

  public Session open(
      JdbcClient jdbc, Account account, AuthenticationMethod method, ClientDevice device) {
    var session = table.add(jdbc, account.id(), List.of(method.at(clock.instant())), device);
    var token = RefreshToken.random();
    tokens.addFirst(jdbc, session, token);
    return mint.mint(account, session, token);
  }

  /** Empty if it is no refresh token of ours by its form. */
  public Optional<Refreshed> refresh(JdbcClient jdbc, String sent, ClientDevice device) {
    return RefreshToken.parse(sent).map(token -> refresh(jdbc, token, device));
  }

  /** When the session began; empty if it has ended. */
  public Optional<Instant> openSince(JdbcClient jdbc, UUID session, UUID user) {
    return table.beginning(jdbc, session, user);
  }

  /** Whose it is, while it is open. */
  public Optional<UUID> owner(JdbcClient jdbc, UUID session) {
    return table.owner(jdbc, session);
  }

  public void end(JdbcClient jdbc, UUID session) {
    table.remove(jdbc, session);
  }

  public void endAll(JdbcClient jdbc, UUID user) {
    table.removeAll(jdbc, user);
  }

  public void endOthers(JdbcClient jdbc, UUID user, UUID kept) {
    table.removeOthers(jdbc, user, kept);
  }

  private Refreshed refresh(JdbcClient jdbc, RefreshToken token, ClientDevice device) {
    SessionRow session = table.lockOf(jdbc, token.hash()).orElse(null);
    RefreshTokenRow presented = tokens.find(jdbc, token).orElse(null);
    if (session == null || presented == null) {
      return new Refreshed.Unknown();
    }
    Instant now = clock.instant();
    Account account = accounts.find(jdbc, session.userId()).orElse(null);
    if (account == null) {
      return new Refreshed.Unknown();
    }
    if (account.isBanned(now)) {
      return new Refreshed.Banned();
    }
    if (session.hasEnded(now)) {
      return new Refreshed.SessionEnded();
    }
    return switch (Rotation.of(presented, tokens.after(jdbc, session, presented), reuse, now)) {
      case Rotation.Trade(var active) -> {
        var salt = UUID.randomUUID();
        var successor = token.successor(salt);
        tokens.trade(jdbc, session, active, successor, salt);
        table.noteRefresh(jdbc, session.id(), device);
        yield new Refreshed.Renewed(mint.mint(account, session, successor));
      }
      case Rotation.Repeat(var descent) -> {
        var active = token;
        for (RefreshTokenRow child : descent) {
          active = active.successor(Objects.requireNonNull(child.salt()));
        }
        yield new Refreshed.Renewed(mint.mint(account, session, active));
      }
      case Rotation.Theft() -> {
        table.remove(jdbc, session.id());
        log.atWarn()
            .addKeyValue("user_id", session.userId())
            .addKeyValue("session_id", session.id())
            .log("refresh token used twice, session ended");
        yield new Refreshed.UsedTwice();
      }
    };
  }
}
