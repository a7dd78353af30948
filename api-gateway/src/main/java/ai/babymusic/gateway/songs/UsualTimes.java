package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.songs.Making.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long each step usually takes. Waiting is none of them: it depends on the others. */
record UsualTimes(Duration starting, Duration writing, Duration composing, Duration storing) {

  private static final Duration SHORTEST = Duration.ofMillis(1); // before UNSEEN, which needs it

  /** Until something was seen: a provider's 30 to 120 s, a language model's few. */
  static final UsualTimes UNSEEN =
      new UsualTimes(
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofSeconds(90),
          Duration.ofSeconds(4));

  UsualTimes {
    starting = atLeast(starting);
    writing = atLeast(writing);
    composing = atLeast(composing);
    storing = atLeast(storing);
  }

  /** Of the last songs that were finished. */
  static UsualTimes read(JdbcClient jdbc) {
    return jdbc.sql("select * from public.usual_step_seconds()")
        .query((row, number) ->
            new UsualTimes(
                seconds(row, "starting", UNSEEN.starting),
                seconds(row, "writing", UNSEEN.writing),
                seconds(row, "composing", UNSEEN.composing),
                seconds(row, "storing", UNSEEN.storing)))
        .single();
  }

  Duration of(Step step) {
    return switch (step) {
      case STARTING -> starting;
      case WRITING -> writing;
      case WAITING -> Duration.ZERO;
      case COMPOSING -> composing;
      case STORING -> storing;
    };
  }

  UsualTimes withoutWriting() {
    return new UsualTimes(starting, SHORTEST, composing, storing);
  }

  private static Duration seconds(ResultSet row, String step, Duration unseen) throws SQLException {
    double seconds = row.getDouble(step);
    return row.wasNull() ? unseen : Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private static Duration atLeast(Duration seen) {
    return seen.compareTo(SHORTEST) < 0 ? SHORTEST : seen;
  }
}
