package ai.babymusic.worker.admission;

import ai.babymusic.worker.provider.Submission.Reason;
import ai.babymusic.worker.settings.WorkerSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Our plan with the provider, shared by all workers: {@code provider_plans}, and how the waiting
 * line of {@code song_generations} stands.
 */
@Component
class Plan {

  private static final String PROVIDER = "piapi";

  /** Of the advisory lock that makes admissions follow one another. Any number, but always this. */
  private static final long LOCK = 0x6261_6279_6d75_7369L;

  private final JdbcClient jdbc;
  private final Duration longestCall;

  Plan(JdbcClient jdbc, WorkerSettings settings) {
    this.jdbc = jdbc;
    // Half as much again, for what a worker does before and after.
    this.longestCall = settings.piapi().timeout().multipliedBy(3).dividedBy(2);
  }

  /** By a statement of its own: the next one must see what the last holder has committed. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)::text").param(LOCK).query(String.class).single();
  }

  PlanState state() {
    return jdbc.sql(
            """
            select running, submitting, coalesce(p.ceiling, 0) as ceiling,
                   coalesce(p.until > clock_timestamp(), false) as paused, p.reason,
                   coalesce(p.failures, 0) as failures,
                   coalesce(p.told_by_task, false) as told_by_task
            from (select count(*)::int as running,
                         (count(*) filter (
                            where status = 'submitting'
                              and (call_started_at is null
                                   or call_started_at
                                      > clock_timestamp() - ? * interval '1 millisecond')
                          ))::int as submitting
                  from song_generations where status in ('submitting', 'submitted', 'unknown')) g
            left join provider_plans p on p.provider = ?
            """)
        .param(longestCall.toMillis())
        .param(PROVIDER)
        .query(PlanState.class)
        .single();
  }

  /**
   * The waiting attempt whose user has the fewest running, oldest first. Not one whose song is
   * being made by an earlier attempt: it is paid for, and if it brings the song, the later one
   * never is.
   */
  Optional<UUID> next() {
    return jdbc.sql(
            """
            select g.id from song_generations g
            left join (select user_id, count(*) as running from song_generations
                       where status in ('submitting', 'submitted', 'unknown') group by user_id) r
              on r.user_id = g.user_id
            where g.status = 'waiting'
              and (g.not_before is null or g.not_before <= clock_timestamp())
              and not exists (select from song_generations earlier
                              where earlier.song_id = g.song_id and earlier.attempt < g.attempt
                                and earlier.status in ('submitted', 'storing'))
            order by coalesce(r.running, 0), g.requested_at, g.id
            limit 1
            """)
        .query(UUID.class)
        .optional();
  }

  /** Says on each waiting attempt why it waits longer than for a place. */
  void explain(String reason) {
    jdbc.sql(
            """
            update song_generations set blocked_reason = ?
            where status = 'waiting' and blocked_reason is distinct from ?
            """)
        .params(reason, reason)
        .update();
  }

  /** Nobody waits for the provider's mood any more; whoever has a time of its own still does. */
  void explainNothing() {
    jdbc.sql(
            """
            update song_generations set blocked_reason = null
            where status = 'waiting' and blocked_reason is not null
              and (not_before is null or not_before <= clock_timestamp())
            """)
        .update();
  }

  /**
   * A refusal of the same kind does not shorten the pause. Another one has its own: the long pause
   * of a limit that leaves room must not become a stop for all.
   */
  void lower(Reason reason, int ceiling, int failures, Duration pause, boolean toldByTask) {
    jdbc.sql(
            """
            insert into provider_plans as p
              (provider, ceiling, reason, failures, until, told_by_task, refused_at)
            values (?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond', ?,
                    clock_timestamp())
            on conflict (provider) do update
            set ceiling = excluded.ceiling, reason = excluded.reason,
                failures = excluded.failures,
                until = case when p.reason = excluded.reason
                             then greatest(p.until, excluded.until) else excluded.until end,
                told_by_task = excluded.told_by_task, refused_at = excluded.refused_at
            """)
        .param(PROVIDER)
        .param(ceiling)
        .param(reason.code())
        .param(failures)
        .param(pause.toMillis())
        .param(toldByTask)
        .update();
  }

  /**
   * The provider has taken a task of that attempt. A limit that it lowered still holds until its
   * time; what its tasks told is not disproved by that, nor is what it refused later.
   */
  void restore(UUID taken) {
    jdbc.sql(
            """
            delete from provider_plans
            where provider = ? and not told_by_task
              and (reason <> ? or until < clock_timestamp())
              and refused_at < (select submitted_at from song_generations where id = ?)
            """)
        .params(PROVIDER, Reason.RATE_LIMITED.code(), taken)
        .update();
  }

  /** The provider has made a song, which disproves what its tasks told. Whether they told any. */
  boolean restoreForTasks() {
    return jdbc.sql("delete from provider_plans where provider = ? and told_by_task")
            .param(PROVIDER)
            .update()
        > 0;
  }
}
