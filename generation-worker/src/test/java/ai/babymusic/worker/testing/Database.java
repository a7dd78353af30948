package ai.babymusic.worker.testing;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.provision.DatabaseUrl;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The database as somebody who may do everything: what the gateway would write, and what is there.
 */
public final class Database {

  /** A song and its first attempt. */
  public record Requested(UUID userId, UUID songId, UUID generationId) {}

  private final JdbcClient jdbc;

  public Database() {
    DatabaseUrl url = DatabaseUrl.parse(Infrastructure.shared().adminDatabaseUrl());
    jdbc =
        JdbcClient.create(
            new SingleConnectionDataSource(
                url.jdbcUrl(), url.user(), url.password() == null ? "" : url.password(), true));
  }

  /** Forgets everything that earlier tests have left. */
  public synchronized void clear() {
    jdbc.sql(
            """
            truncate songs, song_variations, song_generations, lyric_generation_errors,
                     scheduled_tasks, provider_plans, outbox cascade
            """)
        .update();
  }

  public synchronized UUID user(@Nullable String babyName, String gender) {
    UUID id = UUID.randomUUID();
    jdbc.sql("insert into auth.users (id, email) values (?, ?)")
        .params(id, id + "@example.org")
        .update();
    jdbc.sql("update profiles set baby_name = ?, gender = ? where id = ?")
        .param(babyName)
        .param(gender)
        .param(id)
        .update();
    return id;
  }

  /** What POST /api/songs does, for a bedtime song. */
  public synchronized Requested request(UUID user, String name, boolean instrumental) {
    UUID song = UUID.randomUUID();
    actAs(user);
    jdbc.sql(
            """
            insert into songs (id, user_id, name, song_type, preset_type, mood, is_instrumental)
            values (?, ?, ?, 'preset', 'sleeping', 'calm', ?)
            """)
        .params(song, user, name, instrumental)
        .update();
    return new Requested(user, song, requestAgain(song));
  }

  /** What a retry by its user does. */
  public synchronized UUID requestAgain(UUID song) {
    actAs(
        jdbc.sql("select user_id from songs where id = ?").param(song).query(UUID.class).single());
    return jdbc.sql("select request_generation(?, null)").param(song).query(UUID.class).single();
  }

  /** What its user's cancelling does; whether it came in time. */
  public synchronized boolean cancel(Requested song) {
    actAs(song.userId());
    return jdbc.sql("select cancel_song(?)").param(song.songId()).query(Boolean.class).single();
  }

  private void actAs(UUID user) {
    jdbc.sql("select set_config('app.user_id', ?, false)")
        .param(user.toString())
        .query(String.class)
        .single();
  }

  public synchronized Map<String, @Nullable Object> song(UUID id) {
    return jdbc.sql("select * from songs where id = ?").param(id).query().singleRow();
  }

  public synchronized Map<String, @Nullable Object> generation(UUID id) {
    return jdbc.sql(
            "select *, timings::text as times, usage::text as charged from song_generations where"
                + " id = ?")
        .param(id)
        .query()
        .singleRow();
  }

  public synchronized UUID currentGeneration(UUID song) {
    return jdbc.sql("select generation_id from songs where id = ?")
        .param(song)
        .query(UUID.class)
        .single();
  }

  /**
   * When the row says that the song became ready: the commit follows within a millisecond or two.
   */
  public synchronized Instant readyAt(UUID song) {
    return jdbc.sql("select ready_at from songs where id = ?")
        .param(song)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  public String status(UUID generationId) {
    return String.valueOf(generation(generationId).get("status"));
  }

  public synchronized List<Map<String, @Nullable Object>> variations(UUID song) {
    return jdbc.sql("select * from song_variations where song_id = ? order by created_at, id")
        .param(song)
        .query()
        .listOfRows();
  }

  public synchronized List<Map<String, @Nullable Object>> rows(String sql, Object... params) {
    return jdbc.sql(sql).params(params).query().listOfRows();
  }

  public synchronized int run(String sql, Object... params) {
    return jdbc.sql(sql).params(params).update();
  }
}
