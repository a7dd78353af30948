package ai.babymusic.gateway.signin.sessions;

import ai.babymusic.gateway.signin.expiry.Perishable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code auth.refresh_tokens}: hashes and salts, never a token. */
@Component
class RefreshTokenTable implements Perishable {

  private static final String COLUMNS = "id, parent, salt, revoked, updated_at";

  Optional<RefreshTokenRow> find(JdbcClient jdbc, RefreshToken token) {
    return jdbc.sql("select " + COLUMNS + " from auth.refresh_tokens where token_hash = ?")
        .param(token.hash())
        .query(RefreshTokenTable::row)
        .optional();
  }

  /** The session's tokens made after this one, oldest first. */
  List<RefreshTokenRow> after(JdbcClient jdbc, SessionRow session, RefreshTokenRow token) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from auth.refresh_tokens where session_id = ? and id > ? order by id")
        .params(session.id(), token.id())
        .query(RefreshTokenTable::row)
        .list();
  }

  void addFirst(JdbcClient jdbc, SessionRow session, RefreshToken token) {
    add(jdbc, session, token, null, null);
  }

  void trade(
      JdbcClient jdbc, SessionRow session, RefreshTokenRow old, RefreshToken successor, UUID salt) {
    jdbc.sql("update auth.refresh_tokens set revoked = true where id = ?").param(old.id()).update();
    add(jdbc, session, successor, old.id(), salt);
  }

  /** A token of before yesterday that is neither in use nor one whose answer may have been lost. */
  @Override
  public int removePast(JdbcClient jdbc, int most) {
    return jdbc.sql(
            """
            delete from auth.refresh_tokens where id in (
              select old.id from auth.refresh_tokens old
              where old.revoked and old.updated_at < now() - interval '1 day'
                and not exists (select from auth.refresh_tokens active
                                where active.parent = old.id and not active.revoked)
              limit ? for update skip locked)
            """)
        .param(most)
        .update();
  }

  private static void add(
      JdbcClient jdbc,
      SessionRow session,
      RefreshToken token,
      @Nullable Long parent,
      @Nullable UUID salt) {
    jdbc.sql(
            """
            insert into auth.refresh_tokens (token_hash, parent, salt, user_id, session_id)
            values (:hash, :parent, :salt, :user, :session)
            """)
        .param("hash", token.hash())
        .param("parent", parent)
        .param("salt", salt)
        .param("user", session.userId())
        .param("session", session.id())
        .update();
  }

  private static RefreshTokenRow row(ResultSet row, int number) throws SQLException {
    return new RefreshTokenRow(
        row.getLong("id"),
        row.getObject("parent", Long.class),
        row.getObject("salt", UUID.class),
        row.getBoolean("revoked"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
