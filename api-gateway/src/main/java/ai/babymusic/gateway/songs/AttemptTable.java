package ai.babymusic.gateway.songs;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One user's attempts, which outlive their songs; within a transaction of {@code jdbc}. */
record AttemptTable(JdbcClient jdbc, UUID user) {

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

  /** {@code requestHash} is null for attempts that came with an import. */
  record First(@Nullable String requestHash) {}
}
