package ai.babymusic.streaks;

import ai.babymusic.schemas.events.UserActivity.UserActive;
import java.sql.Types;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The streaks, which only their own function writes: the same activity twice changes nothing. */
@Component
class Streaks {

  private final JdbcClient jdbc;

  Streaks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Committed when it returns. */
  void add(UserActive activity) {
    jdbc.sql("select public.update_user_streak(?, ?, ?)")
        .param(1, activity.userId())
        .param(2, activity.activeAt().atOffset(ZoneOffset.UTC))
        .param(3, activity.timezone(), Types.VARCHAR)
        .query()
        .singleRow();
  }
}
