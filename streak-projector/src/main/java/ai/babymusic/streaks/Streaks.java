package ai.babymusic.streaks;

import ai.babymusic.schemas.events.UserActivity.UserActive;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The streaks, which only their own function writes: the same activity twice changes nothing. */
@Component
class Streaks {

  private final JdbcClient jdbc;

  Streaks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All of them or none; committed when it returns. By user in one order for all, so that two
   * batches with the same users wait for each other and never both at once.
   */
  void add(List<UserActive> activities) {
    jdbc.sql(
            """
            select count(public.update_user_streak(activity.user_id, activity.at, activity.zone)::text)
            from (select * from unnest(?::uuid[], ?::timestamptz[], ?::text[]) as a (user_id, at, zone)
                  order by user_id) activity
            """)
        .param(array("uuid", activities, UserActive::userId))
        .param(array("text", activities, a -> a.activeAt().atOffset(ZoneOffset.UTC).toString()))
        .param(array("text", activities, UserActive::timezone))
        .query()
        .singleRow();
  }

  private static SqlArrayValue array(
      String type, List<UserActive> activities, Function<UserActive, @Nullable Object> value) {
    return new SqlArrayValue(type, activities.stream().map(value).toArray());
  }
}
