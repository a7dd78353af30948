package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Attempts that went wrong, or take long, and the whole story of one. */
@RestController
@RequestMapping("/api/ops/generations")
class GenerationController {

  private final Database database;

  GenerationController(@Qualifier("ops") Database database) {
    this.database = database;
  }

  /** By {@code requested_at}. */
  @GetMapping("/overdue")
  Generations overdue(
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Period period = Period.parse(since, until, limit, cursor);
    Told.Page page = database.snapshot(jdbc -> new AttemptViews(jdbc).overdue(period));
    return new Generations(page.rows(), page.nextCursor());
  }

  /** By {@code completed_at}. */
  @GetMapping("/failed")
  Failures failed(
      @RequestParam(name = "error_code", required = false) @Nullable String errorCode,
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Period period = Period.parse(since, until, limit, cursor);
    return database.snapshot(jdbc -> {
      var views = new AttemptViews(jdbc);
      Told.Page page = views.failed(errorCode, period);
      return new Failures(views.failures(period), page.rows(), page.nextCursor());
    });
  }

  /** Also of a song that was deleted: attempts are kept for 90 days. */
  @GetMapping("/{id}")
  Story story(@PathVariable UUID id) {
    return database.snapshot(jdbc -> {
      var views = new AttemptViews(jdbc);
      UUID song =
          views
              .songOf(id)
              .orElseThrow(() ->
                  new Problem(ProblemCode.GENERATION_NOT_FOUND, "No attempt of this id is known."));
      return new Story(
          views.song(song).orElse(null),
          views.attempts(song),
          views.lyricErrors(song),
          views.jobs(song));
    });
  }

  record Generations(List<JsonNode> generations, @Nullable String nextCursor) {}

  record Failures(
      Map<String, Long> byErrorCode, List<JsonNode> generations, @Nullable String nextCursor) {}

  /** {@code song} is null once it was deleted. */
  record Story(
      @Nullable JsonNode song,
      List<JsonNode> attempts,
      List<JsonNode> lyricErrors,
      List<JsonNode> jobs) {}
}
