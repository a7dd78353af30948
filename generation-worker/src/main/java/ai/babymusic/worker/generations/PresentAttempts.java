package ai.babymusic.worker.generations;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The attempt that a song waits for now, as seen by an earlier one that succeeds after all. */
@Component
public class PresentAttempts {

  private final JdbcClient jdbc;
  private final Attempts attempts;

  PresentAttempts(JdbcClient jdbc, Attempts attempts) {
    this.jdbc = jdbc;
    this.attempts = attempts;
  }

  /** Locks the attempt and the present one of its song, by their ids, and then the song. */
  public Optional<Attempt> lockWithPresent(UUID id) {
    jdbc.sql(
            """
            select g.id from song_generations g
            where g.id = :id
               or g.id = (select s.generation_id from songs s join song_generations o
                          on o.song_id = s.id where o.id = :id)
            order by g.id for no key update of g
            """)
        .param("id", id)
        .query(UUID.class)
        .list();
    return attempts.lock(id);
  }

  /**
   * The song has its sound already: its present attempt need not be paid for. False if that was
   * submitted, or has ended.
   */
  public boolean superseded(UUID id) {
    return jdbc.sql(
                """
                update song_generations
                set status = 'cancelled', error_code = 'superseded',
                    completed_at = clock_timestamp(), blocked_reason = null
                where id = ? and status in ('queued', 'writing_lyrics', 'waiting')
                """)
            .param(id)
            .update()
        == 1;
  }
}
