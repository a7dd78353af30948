package ai.babymusic.worker.generations;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of an attempt when the provider took nothing. Each change names the call by the
 * refusals before it, and applies while the attempt waits for that call's answer: one that is told
 * twice does not undo a later call, and one that a report has overtaken does nothing.
 */
@Component
public class RefusedCalls {

  private final JdbcClient jdbc;

  RefusedCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The provider may be called again after {@code pause}.
   *
   * @param refusals those before this one
   * @param singledOut whether the provider had just taken another
   */
  public boolean putBack(UUID id, int refusals, String reason, Duration pause, boolean singledOut) {
    return jdbc.sql(
                """
                update song_generations
                set status = 'waiting', call_started_at = null, refusals = refusals + 1,
                    singled_out = singled_out + ?::boolean::int, blocked_reason = ?,
                    not_before = clock_timestamp() + ? * interval '1 millisecond',
                    refused_since = case when ? = 'provider_unavailable'
                                         then coalesce(refused_since, clock_timestamp()) end
                where id = ? and refusals = ? and status = 'submitting' and task_id is null
                """)
            .params(singledOut, reason, pause.toMillis(), reason, id, refusals)
            .update()
        == 1;
  }

  /**
   * The provider will not take it next time either.
   *
   * @param refusals those before this one
   */
  public boolean failed(UUID id, int refusals, String error, String code, boolean retryable) {
    return jdbc.sql(
                """
                update song_generations
                set status = 'failed', error = ?, error_code = ?, retryable = ?,
                    completed_at = clock_timestamp(), blocked_reason = null
                where id = ? and refusals = ? and status = 'submitting' and task_id is null
                """)
            .params(error, code, retryable, id, refusals)
            .update()
        == 1;
  }
}
