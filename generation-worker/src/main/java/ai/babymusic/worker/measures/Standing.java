package ai.babymusic.worker.measures;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the unfinished songs and attempts stand. What is over is counted as it ends, not here: these
 * are few, and lie in partial indexes.
 *
 * @param songs by status
 * @param oldestSong for how long the longest waiting one has been asked for; zero if there is none
 * @param attempts by status
 * @param blocked by reason: waiting attempts that the provider took nothing of
 * @param ceiling tasks at once while the provider refuses more; null if it does not
 */
record Standing(
    Map<String, Integer> songs,
    Duration oldestSong,
    Map<String, Integer> attempts,
    int overdue,
    Map<String, Integer> blocked,
    @Nullable Integer ceiling) {

  static Standing read(JdbcClient jdbc) {
    Map<String, Integer> songs = new HashMap<>();
    double[] oldest = {0};
    // A retry is asked for anew; what the worker tries by itself is still the same wish.
    jdbc.sql(
            """
            select s.status, count(*)::int as songs,
                   max(extract(epoch from clock_timestamp() - coalesce(r.asked, s.created_at)))::float8 as age
            from songs s
            left join lateral (select max(g.requested_at) as asked from song_generations g
                               where g.song_id = s.id and g.requested_by = 'user') r on true
            where s.status not in ('ready', 'failed', 'cancelled')
            group by s.status
            """)
        .query(row -> {
          songs.put(row.getString("status"), row.getInt("songs"));
          oldest[0] = Math.max(oldest[0], row.getDouble("age"));
        });
    Map<String, Integer> attempts = new HashMap<>();
    Map<String, Integer> blocked = new HashMap<>();
    int[] overdue = {0};
    jdbc.sql(
            """
            select status, blocked_reason, count(*)::int as attempts, count(overdue_at)::int as overdue
            from song_generations
            where status not in ('ready', 'failed', 'cancelled')
            group by status, blocked_reason
            """)
        .query(row -> {
          attempts.merge(row.getString("status"), row.getInt("attempts"), Integer::sum);
          overdue[0] += row.getInt("overdue");
          if (row.getString("blocked_reason") != null) {
            blocked.merge(row.getString("blocked_reason"), row.getInt("attempts"), Integer::sum);
          }
        });
    List<Integer> ceilings =
        jdbc.sql("select ceiling from provider_plans where until > clock_timestamp()")
            .query((row, number) -> row.getInt("ceiling"))
            .list();
    return new Standing(
        songs,
        Duration.ofMillis(Math.round(oldest[0] * 1_000)),
        attempts,
        overdue[0],
        blocked,
        ceilings.isEmpty() ? null : ceilings.getFirst());
  }

  /** Attempts that hold a place in the plan. */
  int running() {
    return List.of("submitting", "submitted", "unknown").stream()
        .mapToInt(status -> attempts.getOrDefault(status, 0))
        .sum();
  }
}
