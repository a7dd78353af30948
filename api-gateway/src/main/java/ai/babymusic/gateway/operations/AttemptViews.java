package ai.babymusic.gateway.operations;

import ai.babymusic.schemas.events.EventCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.JsonNode;

/** {@code ops.attempts} and what belongs to an attempt; within a transaction of {@code jdbc}. */
record AttemptViews(JdbcClient jdbc) {

  /** Those that take longer than the provider ever took, and are not over. */
  Told.Page overdue(Period period) {
    return page(
        jdbc.sql(
            """
            select id, requested_at as at, shown from ops.attempts
            where status not in ('ready', 'failed', 'cancelled') and overdue_at is not null
              and requested_at >= :since and requested_at < :until and (requested_at, id) < (:at, :id)
            order by requested_at desc, id desc
            limit :limit
            """),
        period);
  }

  Told.Page failed(@Nullable String errorCode, Period period) {
    return page(
        jdbc.sql(
                """
                select id, completed_at as at, shown from ops.attempts
                where status = 'failed' and (:code::text is null or error_code = :code)
                  and completed_at >= :since and completed_at < :until and (completed_at, id) < (:at, :id)
                order by completed_at desc, id desc
                limit :limit
                """)
            .param("code", errorCode),
        period);
  }

  /** How many failed in this time, by {@code error_code}; the most frequent first. */
  Map<String, Long> failures(Period period) {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.sql(
            """
            select coalesce(error_code, 'none') as code, count(*) as failed from ops.attempts
            where status = 'failed' and completed_at >= :since and completed_at < :until
            group by 1 order by 2 desc, 1
            """)
        .param("since", period.sinceUtc())
        .param("until", period.untilUtc())
        .query(row -> {
          counts.put(row.getString("code"), row.getLong("failed"));
        });
    return counts;
  }

  Optional<UUID> songOf(UUID generation) {
    return jdbc.sql("select song_id from ops.attempts where id = ?")
        .param(generation)
        .query(UUID.class)
        .optional();
  }

  /** Oldest first. */
  List<JsonNode> attempts(UUID song) {
    return rows("select shown from ops.attempts where song_id = ? order by attempt", song);
  }

  /** As it stands; empty once it was deleted. */
  Optional<JsonNode> song(UUID song) {
    return rows(
            """
            select jsonb_build_object(
              'id', s.id, 'user_id', s.user_id, 'status', s.status, 'attempt', s.attempt,
              'generation_id', s.generation_id, 'song_type', s.song_type,
              'is_instrumental', s.is_instrumental, 'retryable', s.retryable,
              'variations', (select count(*) from ops.variations v where v.song_id = s.id),
              'created_at', public.utc(s.created_at), 'updated_at', public.utc(s.updated_at),
              'ready_at', public.utc(s.ready_at)) as shown
            from ops.songs s where s.id = ?
            """,
            song)
        .stream()
        .findFirst();
  }

  List<JsonNode> lyricErrors(UUID song) {
    return rows(
        "select shown from ops.lyric_errors_shown where song_id = ? order by created_at", song);
  }

  /** What the workers still have to do for any attempt of the song, the next first. */
  List<JsonNode> jobs(UUID song) {
    return rows(
        """
        select jsonb_build_object(
          'job', j.task_name, 'generation_id', a.id, 'due_at', public.utc(j.execution_time),
          'running_on', j.picked_by, 'failures_in_a_row', coalesce(j.consecutive_failures, 0),
          'last_failure', public.utc(j.last_failure)) as shown
        from ops.jobs j
        join ops.attempts a on left(j.task_instance, 36) = a.id::text
        where a.song_id = ?
        order by j.execution_time
        """,
        song);
  }

  private static Told.Page page(StatementSpec query, Period period) {
    return Told.Page.of(period.set(query).query(Told::of).list(), period.limit());
  }

  private List<JsonNode> rows(String sql, UUID id) {
    return jdbc.sql(sql)
        .param(id)
        .query((row, number) -> EventCodec.JSON.readTree(row.getString("shown")))
        .list();
  }
}
