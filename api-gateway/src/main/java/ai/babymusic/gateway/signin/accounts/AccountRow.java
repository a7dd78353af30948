package ai.babymusic.gateway.signin.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of {@code auth.users}. */
record AccountRow(JsonMapper json) implements RowMapper<Account> {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  @Override
  public Account mapRow(ResultSet row, int number) throws SQLException {
    return new Account(
        row.getObject("id", UUID.class),
        row.getString("role"),
        row.getString("email"),
        row.getString("email_change"),
        row.getString("encrypted_password"),
        new Account.Marks(
            instant(row, "email_confirmed_at"),
            instant(row, "invited_at"),
            instant(row, "confirmation_sent_at"),
            instant(row, "recovery_sent_at"),
            instant(row, "email_change_sent_at"),
            instant(row, "reauthentication_sent_at"),
            instant(row, "last_sign_in_at"),
            instant(row, "banned_until")),
        object(json, row.getString("raw_app_meta_data")),
        object(json, row.getString("raw_user_meta_data")),
        row.getBoolean("is_anonymous"),
        required(row, "created_at"),
        required(row, "updated_at"),
        List.of());
  }

  static Map<String, Object> object(JsonMapper json, String text) {
    return json.readValue(text, OBJECT);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
