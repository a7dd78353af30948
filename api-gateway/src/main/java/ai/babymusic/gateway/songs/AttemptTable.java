package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.songs.Making.Step;
import ai.babymusic.schemas.events.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** One user's attempts, which outlive their songs; within a transaction of {@code jdbc}. */
record AttemptTable(JdbcClient jdbc, UUID user) {
  private static final TypeReference<Map<String, Instant>> TIMINGS = new TypeReference<>() {};

  /**
   * Makes this user's requests wait for each other until the transaction ends. A statement of its
   * own: what follows must not read an older snapshot than the one before it wrote.
   */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('songs of ' || :user, 0))")
        .param("user", user.toString())
        .query((row, number) -> true)
        .single();
  }

  /** The attempt that first made the song of this id, if there ever was one. */
  Optional<First> first(UUID song) {
    return jdbc.sql(
            """
            select request_hash from public.song_generations
            where song_id = :song and user_id = :user and attempt = 1
            """)
        .param("song", song)
        .param("user", user)
        .query((row, number) -> new First(row.getString("request_hash")))
        .optional();
  }

  /** What counts against the limits now. */
  Usage usage(int maxPerDay) {
    return jdbc.sql(
            """
            select
              (select count(*) from public.songs
               where user_id = :user and status not in ('ready', 'failed', 'cancelled')) as active,
              count(*) as today,
              (array_agg(ceil(extract(epoch from g.requested_at + interval '24 hours' - clock_timestamp()))::bigint
                         order by g.requested_at desc))[:maxPerDay] as day_frees_in
            from public.song_generations g
            where g.user_id = :user and g.requested_by = 'user'
              and g.requested_at > clock_timestamp() - interval '24 hours'
            """)
        .param("user", user)
        .param("maxPerDay", maxPerDay)
        .query((row, number) ->
            new Usage(
                row.getInt("active"),
                row.getInt("today"),
                Duration.ofSeconds(row.getLong("day_frees_in"))))
        .single();
  }

  /** A new attempt and its announcement; false when the song is in no state to be made. */
  boolean request(UUID song, @Nullable String requestHash) {
    return jdbc.sql("select public.request_generation(:song, :hash) is not null")
        .param("song", song)
        .param("hash", requestHash)
        .query(Boolean.class)
        .single();
  }

  /** How far these attempts are; those in which nothing is made are left out. */
  Map<UUID, Making> makings(UUID[] generations, WaitingLine line) {
    Map<UUID, Making> makings = new HashMap<>();
    jdbc.sql(
            """
            select g.id, g.status, g.requested_by = 'system' as lyrics_kept,
                   extract(epoch from clock_timestamp() - coalesce(
                     g.timings ->> case when g.status in ('submitted', 'unknown') then 'submitting'
                                        else g.status end,
                     g.timings ->> g.status)::timestamptz)::double precision as seconds,
                   clock_timestamp() as read_at
            from public.song_generations g
            where g.id = any(:generations) and g.user_id = :user
            """)
        .param("generations", generations)
        .param("user", user)
        .query(row -> {
          Step step = Step.of(row.getString("status"));
          if (step != null) {
            makings.put(row.getObject("id", UUID.class), making(row, step, line));
          }
        });
    return makings;
  }

  private static Making making(ResultSet row, Step step, WaitingLine line) throws SQLException {
    Instant readAt = row.getObject("read_at", OffsetDateTime.class).toInstant();
    boolean waits = step.compareTo(Step.COMPOSING) < 0;
    return new Making(
        step,
        row.getBoolean("lyrics_kept"),
        Duration.ofMillis(Math.max(Math.round(row.getDouble("seconds") * 1_000), 0)),
        waits ? line.placeOf(row.getObject("id", UUID.class)) : null,
        line.running(),
        line.pauseAt(readAt),
        readAt);
  }

  /** All attempts at a song, oldest first. */
  List<ToldAttempt> story(UUID song) {
    return jdbc.sql(
            """
            select attempt, id, requested_by, status, requested_at, completed_at, overdue_at,
                   timings, blocked_reason, error, error_code, retryable, lyrics_source, usage
            from public.song_generations
            where song_id = :song and user_id = :user
            order by attempt
            """)
        .param("song", song)
        .param("user", user)
        .query((row, number) -> told(row))
        .list();
  }

  private static ToldAttempt told(ResultSet row) throws SQLException {
    String usage = row.getString("usage");
    return new ToldAttempt(
        row.getInt("attempt"),
        row.getObject("id", UUID.class),
        row.getString("requested_by"),
        row.getString("status"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        instant(row, "completed_at"),
        instant(row, "overdue_at"),
        ToldAttempt.Step.of(EventCodec.JSON.readValue(row.getString("timings"), TIMINGS)),
        row.getString("blocked_reason"),
        row.getString("error"),
        row.getString("error_code"),
        row.getBoolean("retryable"),
        row.getString("lyrics_source"),
        usage == null ? null : EventCodec.JSON.readTree(usage));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** {@code requestHash} is null for attempts that came with an import. */
  record First(@Nullable String requestHash) {}
}
