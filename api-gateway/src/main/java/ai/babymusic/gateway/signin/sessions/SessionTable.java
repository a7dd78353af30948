package ai.babymusic.gateway.signin.sessions;

import ai.babymusic.gateway.signin.protocol.ClientDevice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code auth.sessions}. A row that goes takes its refresh tokens along, and a trigger tells every
 * gateway.
 */
@Component
class SessionTable {

  private static final TypeReference<List<Map<String, Object>>> ENTRIES = new TypeReference<>() {};
  private static final String COLUMNS = "id, user_id, aal, amr, not_after";

  private final JsonMapper json;

  SessionTable(JsonMapper json) {
    this.json = json;
  }

  SessionRow add(JdbcClient jdbc, UUID user, List<Map<String, Object>> amr, ClientDevice device) {
    return jdbc.sql(
            """
            insert into auth.sessions (user_id, amr, user_agent, ip, refreshed_at)
            values (:user, :amr::jsonb, :agent, :ip::inet, now())
            returning
            """
                + COLUMNS)
        .param("user", user)
        .param("amr", json.writeValueAsString(amr))
        .param("agent", device.userAgent())
        .param("ip", device.ip())
        .query(this::session)
        .single();
  }

  Optional<Instant> beginning(JdbcClient jdbc, UUID session, UUID user) {
    return jdbc.sql("select created_at from auth.sessions where id = ? and user_id = ?")
        .params(session, user)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  Optional<UUID> owner(JdbcClient jdbc, UUID session) {
    return jdbc.sql("select user_id from auth.sessions where id = ?")
        .param(session)
        .query(UUID.class)
        .optional();
  }

  /** One refresh of a session at a time. A statement of its own: the next ones see what it saw. */
  Optional<SessionRow> lockOf(JdbcClient jdbc, byte[] tokenHash) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from auth.sessions
                where id = (select session_id from auth.refresh_tokens where token_hash = ?)
                for no key update
                """)
        .param(tokenHash)
        .query(this::session)
        .optional();
  }

  void noteRefresh(JdbcClient jdbc, UUID session, ClientDevice device) {
    jdbc.sql(
            """
            update auth.sessions set refreshed_at = now(), user_agent = :agent, ip = :ip::inet
            where id = :id
            """)
        .param("agent", device.userAgent())
        .param("ip", device.ip())
        .param("id", session)
        .update();
  }

  void remove(JdbcClient jdbc, UUID session) {
    jdbc.sql("delete from auth.sessions where id = ?").param(session).update();
  }

  void removeAll(JdbcClient jdbc, UUID user) {
    jdbc.sql("delete from auth.sessions where user_id = ?").param(user).update();
  }

  void removeOthers(JdbcClient jdbc, UUID user, UUID kept) {
    jdbc.sql("delete from auth.sessions where user_id = ? and id <> ?").params(user, kept).update();
  }

  private SessionRow session(ResultSet row, int number) throws SQLException {
    OffsetDateTime notAfter = row.getObject("not_after", OffsetDateTime.class);
    return new SessionRow(
        row.getObject("id", UUID.class),
        row.getObject("user_id", UUID.class),
        row.getString("aal"),
        json.readValue(row.getString("amr"), ENTRIES),
        notAfter == null ? null : notAfter.toInstant());
  }
}
