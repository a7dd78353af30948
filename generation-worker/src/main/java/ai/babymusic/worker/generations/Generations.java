package ai.babymusic.worker.generations;

import ai.babymusic.schemas.tracing.Traceparent;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The log of every attempt, {@code song_generations}. Each change of state is one statement with
 * its guard, and says whether it applied: what comes twice or too late does not.
 */
@Component
public class Generations {

  /** Attempts in a row that nobody asked for and that may have been paid. */
  private static final int MOST_OF_OUR_OWN = 20;

  private final JdbcClient jdbc;
  private final Tracer tracer;

  Generations(JdbcClient jdbc, Tracer tracer) {
    this.jdbc = jdbc;
    this.tracer = tracer;
  }

  public Optional<Generation> find(UUID id) {
    return jdbc.sql("select " + GenerationRow.COLUMNS + " from song_generations g where g.id = ?")
        .param(id)
        .query(GenerationRow::read)
        .optional();
  }

  /** The attempt that the provider's task belongs to, if its answer or a report named it. */
  public Optional<UUID> idOfTask(String taskId) {
    return jdbc.sql("select id from song_generations where task_id = ?")
        .param(taskId)
        .query(UUID.class)
        .optional();
  }

  Optional<Generation> lock(UUID id) {
    Optional<Generation> found =
        jdbc.sql(
                "select "
                    + GenerationRow.COLUMNS
                    + " from song_generations g where g.id = ? for no key update of g")
            .param(id)
            .query(GenerationRow::read)
            .optional();
    found.ifPresent(this::goOnWithTrace);
    return found;
  }

  /** What is announced belongs to the attempt's trace, and there to the span at hand. */
  private void goOnWithTrace(Generation generation) {
    Traceparent.parse(generation.traceparent())
        .map(stored ->
            Traceparent.current(tracer).filter(stored::isOfSameTrace).orElse(stored).value())
        .ifPresent(trace ->
            jdbc.sql("select set_config('app.traceparent', ?, true)")
                .param(trace)
                .query(String.class)
                .single());
  }

  public boolean writingLyrics(UUID id) {
    return moved(
        """
        update song_generations set status = 'writing_lyrics' where id = ? and status = 'queued'
        """,
        id);
  }

  /** Without a source its lyrics are those of the attempt before. */
  public boolean waiting(UUID id, @Nullable String lyricsSource) {
    return moved(
        """
        update song_generations g
        set status = 'waiting',
            lyrics_source = coalesce(?, (select before.lyrics_source from song_generations before
                                         where before.song_id = g.song_id
                                           and before.attempt = g.attempt - 1))
        where id = ? and status in ('queued', 'writing_lyrics')
        """,
        lyricsSource,
        id);
  }

  public boolean submitting(UUID id) {
    return moved(
        """
        update song_generations set status = 'submitting', blocked_reason = null, not_before = null
        where id = ? and status = 'waiting'
        """,
        id);
  }

  /** Whoever gets true may call the provider, and nobody else ever. */
  public boolean callStarts(UUID id) {
    return moved(
        """
        update song_generations set call_started_at = clock_timestamp()
        where id = ? and status = 'submitting' and call_started_at is null
        """,
        id);
  }

  /** The provider has the task. Also after a call that seemed to have been refused. */
  public boolean submitted(UUID id, @Nullable String taskId) {
    return moved(
        """
        update song_generations g
        set status = 'submitted', submitted_at = coalesce(submitted_at, clock_timestamp()),
            blocked_reason = null, task_id = coalesce(g.task_id, %s)
        where id = ? and status in ('queued', 'writing_lyrics', 'waiting', 'submitting', 'unknown')
        """
            .formatted(FREE_TASK),
        taskId,
        id);
  }

  /** Notes the task of an attempt that a report has moved on meanwhile. */
  public void keepTask(UUID id, @Nullable String taskId) {
    moved(
        "update song_generations g set task_id = %s where id = ? and task_id is null"
            .formatted(FREE_TASK),
        taskId,
        id);
  }

  public boolean unknown(UUID id) {
    return moved(
        """
        update song_generations
        set status = 'unknown', error_code = 'no_answer',
            error = 'The provider never said whether it took the task'
        where id = ? and status = 'submitting' and call_started_at is not null
        """,
        id);
  }

  public void overdue(UUID id) {
    moved(
        """
        update song_generations set overdue_at = clock_timestamp()
        where id = ? and overdue_at is null and status = 'submitted'
        """,
        id);
  }

  /** The provider has made it, at these addresses. A late success moves a failed one, too. */
  public boolean storing(UUID id, @Nullable String taskId, List<String> audioUrls) {
    return moved(
        """
        update song_generations g
        set status = 'storing', error = null, error_code = null, retryable = false,
            completed_at = null, blocked_reason = null,
            submitted_at = coalesce(submitted_at, clock_timestamp()),
            audio_urls = array(select unnest(g.audio_urls) union select unnest(?::text[])),
            task_id = coalesce(g.task_id, %s)
        where id = ? and status not in ('storing', 'ready', 'cancelled')
        """
            .formatted(FREE_TASK),
        audioUrls.toArray(String[]::new),
        taskId,
        id);
  }

  public boolean ready(UUID id) {
    return moved(
        """
        update song_generations set status = 'ready', completed_at = clock_timestamp()
        where id = ? and status = 'storing'
        """,
        id);
  }

  public boolean failed(UUID id, String error, String code, boolean retryable) {
    return moved(
        """
        update song_generations
        set status = 'failed', error = ?, error_code = ?, retryable = ?,
            completed_at = clock_timestamp(), blocked_reason = null
        where id = ? and status not in ('ready', 'failed', 'cancelled')
        """,
        error,
        code,
        retryable,
        id);
  }

  /** Nobody waits for it any more. */
  public boolean cancelled(UUID id, String code) {
    return moved(
        """
        update song_generations
        set status = 'cancelled', error_code = ?, completed_at = clock_timestamp(),
            blocked_reason = null
        where id = ? and status not in ('ready', 'cancelled')
        """,
        code,
        id);
  }

  /**
   * A new attempt of the song, if {@code id} is still its present one and not the last of too many
   * since its user asked. Those that failed for lack of credits cost nothing and do not count: a
   * song waits for an operator to top the account up for as long as that takes.
   */
  public Optional<UUID> requestAgain(UUID songId, UUID id) {
    return jdbc.sql(
            """
            select request_generation_again(:song, :id)
            where (select count(*) from song_generations
                   where song_id = :song and requested_by = 'system'
                     and error_code is distinct from 'no_credits'
                     and attempt > (select coalesce(max(asked.attempt), 0)
                                    from song_generations asked
                                    where asked.song_id = :song
                                      and asked.requested_by = 'user')) < :most
            """)
        .param("song", songId)
        .param("id", id)
        .param("most", MOST_OF_OUR_OWN)
        .query(UUID.class)
        .optional();
  }

  /**
   * A parameter's task id, unless another attempt has it: a provider's mistake must not stop us.
   */
  private static final String FREE_TASK =
      """
      (select t.id from (select ?::text as id) t
       where not exists (select from song_generations o where o.task_id = t.id and o.id <> g.id))
      """;

  private boolean moved(String sql, @Nullable Object... params) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    for (Object param : params) {
      statement = statement.param(param);
    }
    return statement.update() == 1;
  }
}
