package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.schemas.events.EventCodec;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How many songs are in which state, and what the unfinished ones wait for. */
@RestController
class SongCountController {

  private final Database database;

  SongCountController(@Qualifier("ops") Database database) {
    this.database = database;
  }

  @GetMapping("/api/ops/songs")
  Counts songs() {
    return database.snapshot(jdbc ->
        new Counts(
            states(jdbc, "select status, songs as counted, oldest from ops.songs_by_status"),
            states(
                jdbc,
                """
                select status, count(*) as counted, min(requested_at) as oldest from ops.attempts
                where status not in ('ready', 'failed', 'cancelled')
                group by status
                """),
            jdbc.sql(
                    """
                    select blocked_reason from ops.generations
                    where status = 'waiting' and blocked_reason is not null
                    group by 1 order by count(*) desc
                    """)
                .query((row, number) -> row.getString("blocked_reason"))
                .list(),
            jdbc.sql(
                    """
                    select jsonb_build_object(
                      'provider', provider, 'ceiling', ceiling, 'reason', reason,
                      'refusals_in_a_row', failures, 'until', public.utc(until)) as shown
                    from ops.provider_plans where paused
                    """)
                .query((row, number) -> EventCodec.JSON.readTree(row.getString("shown")))
                .list()));
  }

  private static List<State> states(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql + " order by status")
        .query((row, number) -> {
          OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
          return new State(
              row.getString("status"),
              row.getLong("counted"),
              oldest == null ? null : oldest.toInstant().toString());
        })
        .list();
  }

  /** {@code lowered} holds the plans that were lowered for a while because the provider refused. */
  record Counts(
      List<State> songs,
      List<State> unfinishedGenerations,
      List<String> blockedReasons,
      List<JsonNode> lowered) {}

  record State(String status, long count, @Nullable String oldest) {}
}
