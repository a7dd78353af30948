package ai.babymusic.gateway.events;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.security.Caller;
import ai.babymusic.gateway.signin.flows.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * {@code auth.event_tickets}: each opens one stream on any gateway, soon after it was asked for.
 * The stream lasts no longer than the token that the ticket was asked for with. In the database, as
 * a hash, since only there one use is one use for all gateways.
 */
@Component
class Tickets {

  private static final Duration LIFE = Duration.ofSeconds(30);

  private final Database database;

  Tickets(@Qualifier("auth") Database database) {
    this.database = database;
  }

  /** Empty if the caller's session has ended meanwhile. */
  Optional<Ticket> issue(Caller caller) {
    var secret = Secret.random();
    return database.write(jdbc ->
        jdbc.sql(
                """
                insert into auth.event_tickets
                  (ticket_hash, user_id, session_id, token_expires_at, expires_at)
                select :hash, s.user_id, s.id, :tokenExpiresAt,
                       clock_timestamp() + make_interval(secs => :life)
                from auth.sessions s where s.id = :session and s.user_id = :user
                returning expires_at
                """)
            .param("hash", secret.hash())
            .param("tokenExpiresAt", caller.expiresAt().atOffset(ZoneOffset.UTC))
            .param("life", LIFE.toSeconds())
            .param("session", caller.sessionId())
            .param("user", caller.userId())
            .query((row, number) -> new Ticket(secret.text(), instant(row, "expires_at")))
            .optional());
  }

  /** Whose ticket it was. Of several who come with it, one gets it. */
  Optional<Caller> redeem(String ticket) {
    return database.write(jdbc ->
        jdbc
            .sql(
                """
                delete from auth.event_tickets where ticket_hash = ?
                returning user_id, session_id, token_expires_at,
                          expires_at > clock_timestamp() as in_time
                """)
            .param(new Secret(ticket).hash())
            .query((row, number) ->
                row.getBoolean("in_time")
                    ? Optional.of(
                        new Caller(
                            row.getObject("user_id", UUID.class),
                            row.getObject("session_id", UUID.class),
                            instant(row, "token_expires_at")))
                    : Optional.<Caller>empty())
            .list()
            .stream()
            .flatMap(Optional::stream)
            .findAny());
  }

  /** Nothing but the size of the table depends on it. */
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void removePast() {
    database.run(jdbc ->
        jdbc.sql("delete from auth.event_tickets where expires_at < clock_timestamp()").update());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** What the client puts into the address. */
  record Ticket(String ticket, Instant expiresAt) {}
}
