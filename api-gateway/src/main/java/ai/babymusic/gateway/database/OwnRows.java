package ai.babymusic.gateway.database;

import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of one signed-in user. Inside, row-level security shows and takes only that user's rows;
 * outside of it, role {@code gateway} sees none.
 */
@Component
public class OwnRows {

  private final Database database;

  OwnRows(Database database) {
    this.database = database;
  }

  /** {@link Database#write} as that user. */
  public <T> T write(UUID user, Function<JdbcClient, T> work) {
    return database.write(jdbc -> as(user, jdbc, work));
  }

  /** {@link Database#snapshot} as that user. */
  public <T> T snapshot(UUID user, Function<JdbcClient, T> work) {
    return database.snapshot(jdbc -> as(user, jdbc, work));
  }

  private static <T> T as(UUID user, JdbcClient jdbc, Function<JdbcClient, T> work) {
    jdbc.sql("select set_config('app.user_id', ?, true)")
        .param(user.toString())
        .query(String.class)
        .single();
    return work.apply(jdbc);
  }
}
