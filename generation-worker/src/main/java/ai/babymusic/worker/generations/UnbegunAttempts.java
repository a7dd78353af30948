package ai.babymusic.worker.generations;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attempts that do not get as far as the waiting line. */
@Component
public class UnbegunAttempts {

  private static final int AT_ONCE = 100;

  private final JdbcClient jdbc;

  UnbegunAttempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks attempts that were asked for longer than {@code after} ago and have no job of that kind,
   * the oldest first. What somebody else is about to begin is left to them.
   */
  public List<UUID> lockWithoutJob(String kind, Duration after) {
    return jdbc.sql(
            """
            select g.id from song_generations g
            where g.status in ('queued', 'writing_lyrics')
              and g.requested_at < clock_timestamp() - ? * interval '1 millisecond'
              and not exists (select from scheduled_tasks t
                              where t.task_name = ? and t.task_instance = g.id::text)
            order by g.requested_at
            limit ?
            for no key update of g skip locked
            """)
        .params(after.toMillis(), kind, AT_ONCE)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  /** Attempts asked for longer than {@code after} ago whose job has failed so often in a row. */
  public List<UUID> withFailingJob(String kind, Duration after, int failures) {
    return jdbc.sql(
            """
            select g.id from song_generations g
            join scheduled_tasks t on t.task_name = ? and t.task_instance = g.id::text
            where g.status in ('queued', 'writing_lyrics')
              and g.requested_at < clock_timestamp() - ? * interval '1 millisecond'
              and t.consecutive_failures >= ?
            order by g.requested_at
            limit ?
            """)
        .params(kind, after.toMillis(), failures, AT_ONCE)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }
}
