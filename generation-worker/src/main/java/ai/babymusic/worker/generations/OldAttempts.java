package ai.babymusic.worker.generations;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attempts that nobody will ask for any more. */
@Component
public class OldAttempts {

  private final JdbcClient jdbc;

  OldAttempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Ended attempts are kept for {@code days} days. */
  public int forgetOlderThan(int days) {
    return jdbc.sql(
            """
            delete from song_generations
            where requested_at < now() - ? * interval '1 day'
              and status in ('ready', 'failed', 'cancelled')
            """)
        .param(days)
        .update();
  }
}
