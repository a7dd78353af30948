package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.database.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Songs that had to do with our own words. */
@RestController
class LyricErrorController {

  private final Database database;

  LyricErrorController(@Qualifier("ops") Database database) {
    this.database = database;
  }

  @GetMapping("/api/ops/lyric-errors")
  LyricErrors lyricErrors(
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Period period = Period.parse(since, until, limit, cursor);
    Told.Page page =
        database.snapshot(jdbc ->
            Told.Page.of(
                period
                    .set(
                        jdbc.sql(
                            """
                            select id, created_at as at, shown from ops.lyric_errors_shown
                            where created_at >= :since and created_at < :until
                              and (created_at, id) < (:at, :id)
                            order by created_at desc, id desc
                            limit :limit
                            """))
                    .query(Told::of)
                    .list(),
                period.limit()));
    return new LyricErrors(page.rows(), page.nextCursor());
  }

  record LyricErrors(List<JsonNode> lyricErrors, @Nullable String nextCursor) {}
}
