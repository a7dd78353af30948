package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.expiry.Perishable;
import ai.babymusic.schemas.events.Mails.MailRequested;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@code auth.mails}. What is done keeps neither address nor details, only that it was done. */
@Component
class MailTable implements Perishable {

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private static final List<String> KINDS =
      Arrays.stream(MailKind.values()).map(MailKind::wireName).toList();

  /** How a mail ends. */
  enum End {
    SENT,
    /** Nobody there to get it, or nothing left to say. */
    NEEDLESS,
    /** The mail server will never take it. */
    REFUSED,
    EXPIRED
  }

  private final JsonMapper json;

  MailTable(JsonMapper json) {
    this.json = json;
  }

  /** False if it was read before. */
  boolean add(JdbcClient jdbc, MailRequested wish) {
    return add(
        jdbc, wish.requestId(), wish.kind(), wish.recipient(), wish.details(), wish.requestedAt());
  }

  /** A mail that another one turned out to ask for; asked twice, it is still one. */
  void addFollowing(
      JdbcClient jdbc, WishedMail first, MailKind kind, EmailAddress to, MailDetails details) {
    String name = first.requestId() + "/" + kind.wireName();
    add(
        jdbc,
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)),
        kind.wireName(),
        to.value(),
        details.fields(),
        first.requestedAt());
  }

  private boolean add(
      JdbcClient jdbc,
      UUID requestId,
      String kind,
      String recipient,
      Map<String, String> details,
      Instant requestedAt) {
    return jdbc.sql(
                """
                insert into auth.mails (request_id, kind, recipient, details, requested_at)
                values (:id, :kind, :recipient, :details::jsonb, :at) on conflict do nothing
                """)
            .param("id", requestId)
            .param("kind", kind)
            .param("recipient", recipient)
            .param("details", json.writeValueAsString(details))
            .param("at", requestedAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Takes what is due, for so long: if it is not done by then, somebody else takes it. */
  List<WishedMail> take(JdbcClient jdbc, int most, Duration lease) {
    return jdbc.sql(
            """
            update auth.mails
            set tries = tries + 1, due_at = now() + make_interval(secs => :lease)
            where request_id in (
              select request_id from auth.mails
              where status = 'waiting' and due_at <= now() and kind in (:known)
              order by due_at limit :most for update skip locked)
            returning request_id, kind, recipient, details, requested_at, tries
            """)
        .param("lease", lease.toSeconds())
        .param("most", most)
        .param("known", KINDS) // a newer gateway beside this one may know more
        .query(this::mail)
        .list();
  }

  void end(JdbcClient jdbc, WishedMail mail, End how) {
    jdbc.sql(
            """
            update auth.mails set status = ?, done_at = now(), recipient = null, details = '{}'
            where request_id = ? and status = 'waiting'
            """)
        .params(how.name().toLowerCase(Locale.ROOT), mail.requestId())
        .update();
  }

  void later(JdbcClient jdbc, WishedMail mail, Duration pause) {
    jdbc.sql(
            """
            update auth.mails set due_at = now() + make_interval(secs => ?)
            where request_id = ? and status = 'waiting' and tries = ?
            """)
        .params(pause.toMillis() / 1000.0, mail.requestId(), mail.tries())
        .update();
  }

  /** Kept longer than Kafka keeps wishes, so that none can come back as new. */
  @Override
  public int removePast(JdbcClient jdbc, int most) {
    return jdbc.sql(
            """
            delete from auth.mails where request_id in (
              select request_id from auth.mails
              where status <> 'waiting' and done_at < now() - interval '2 days'
              limit ? for update skip locked)
            """)
        .param(most)
        .update();
  }

  long waiting(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from auth.mails where status = 'waiting'")
        .query(Long.class)
        .single();
  }

  private WishedMail mail(ResultSet row, int number) throws SQLException {
    return new WishedMail(
        row.getObject("request_id", UUID.class),
        MailKind.of(row.getString("kind")).orElseThrow(),
        new EmailAddress(row.getString("recipient")),
        MailDetails.read(json.readValue(row.getString("details"), FIELDS)),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getInt("tries"));
  }
}
