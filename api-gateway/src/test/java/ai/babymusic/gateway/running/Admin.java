package ai.babymusic.gateway.running;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.provision.DatabaseUrl;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database as somebody sees it who may do everything: what other services would have done. */
public final class Admin {
  private static final DatabaseUrl URL =
      DatabaseUrl.parse(Infrastructure.shared().adminDatabaseUrl());
  private static final JdbcClient JDBC =
      JdbcClient.create(
          new DriverManagerDataSource(
              URL.jdbcUrl(), URL.user(), Objects.requireNonNullElse(URL.password(), "")));

  private Admin() {}

  public static JdbcClient jdbc() {
    return JDBC;
  }

  static void addAccount(UUID id, @Nullable String babyName) {
    JDBC.sql(
            """
            insert into auth.users (id, email, raw_user_meta_data)
            values (:id, :email, jsonb_strip_nulls(jsonb_build_object('baby_name', :baby::text)))
            """)
        .param("id", id)
        .param("email", id + "@example.org")
        .param("baby", babyName)
        .update();
  }

  /** What the worker does at the end. */
  public static void finish(UUID song, String audioUrl) {
    JDBC.sql(
            """
            update public.songs set status = 'ready', audio_url = :url, duration_seconds = 64.5,
              ready_at = clock_timestamp() where id = :id
            """)
        .param("url", audioUrl)
        .param("id", song)
        .update();
  }

  public static void setStatus(UUID song, String status) {
    JDBC.sql("update public.songs set status = :status, error = 'No luck.' where id = :id")
        .param("status", status)
        .param("id", song)
        .update();
  }

  public static UUID addVariation(UUID song, String audioUrl) {
    return JDBC.sql(
            """
            insert into public.song_variations (song_id, user_id, audio_url, title)
            select id, user_id, :url, 'Second take' from public.songs where id = :song
            returning id
            """)
        .param("url", audioUrl)
        .param("song", song)
        .query(UUID.class)
        .single();
  }
}
