package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.database.OwnRows;
import ai.babymusic.gateway.input.Cursor;
import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which songs are seen, changed, stopped and deleted. */
@RestController
@RequestMapping("/api/songs")
class SongController {
  private static final int LARGEST_PAGE = 100;

  /** The position before a user's first change; see {@code gateway.events}. */
  private static final String BEFORE_ALL = "0.0";

  private final OwnRows rows;
  private final Forecasts forecasts;
  private final SongView view;

  SongController(OwnRows rows, Forecasts forecasts, SongView view) {
    this.rows = rows;
    this.forecasts = forecasts;
    this.view = view;
  }

  /**
   * One snapshot: a stream from its {@code last_event_id} on misses nothing of what is not in it.
   */
  @GetMapping
  ObjectNode page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Boolean favorite,
      @RequestParam(required = false) @Nullable String status) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw InvalidField.because("limit", "must be between 1 and " + LARGEST_PAGE);
    }
    var request =
        new SongTable.PageRequest(
            SongStatus.parse(status), favorite, cursor == null ? null : Cursor.parse(cursor));
    UUID user = caller.userId();
    return rows.snapshot(
        user,
        jdbc -> {
          var songs = new SongTable(jdbc, user);
          // One more than asked for tells whether there is another page.
          List<Song> found = songs.page(request, limit + 1);
          List<Song> shown = found.subList(0, Math.min(limit, found.size()));
          Cursor next = found.size() > limit ? after(shown.getLast()) : null;
          return view.page(
              forecasts.with(jdbc, user, shown), next, songs.lastEventId().orElse(BEFORE_ALL));
        });
  }

  @GetMapping("/{id}")
  ObjectNode one(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
    UUID user = caller.userId();
    return shown(rows.snapshot(user, jdbc -> find(jdbc, user, id)));
  }

  @PatchMapping("/{id}")
  ObjectNode change(
      @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @RequestBody JsonNode body) {
    var patch = SongPatch.parse(body);
    UUID user = caller.userId();
    return shown(
        rows.write(
            user,
            jdbc -> {
              new SongTable(jdbc, user).change(id, patch);
              return find(jdbc, user, id);
            }));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
    UUID user = caller.userId();
    if (!rows.write(user, jdbc -> new SongTable(jdbc, user).delete(id))) {
      throw notFound();
    }
  }

  @PostMapping("/{id}/cancel")
  ObjectNode cancel(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
    UUID user = caller.userId();
    Song song =
        rows.write(
                user,
                jdbc -> {
                  var songs = new SongTable(jdbc, user);
                  songs.cancel(id);
                  return songs.find(id);
                })
            .orElseThrow(SongController::notFound);
    // Also true of one that was cancelled before: its client may have missed the answer.
    if (!song.row().status().equals("cancelled")) {
      throw new Problem(
          ProblemCode.SONG_NOT_CANCELLABLE, "Its task is with the provider, or it is over.");
    }
    return view.of(song);
  }

  private Optional<Song> find(JdbcClient jdbc, UUID user, UUID id) {
    return new SongTable(jdbc, user).find(id).map(song -> forecasts.with(jdbc, user, song));
  }

  private ObjectNode shown(Optional<Song> song) {
    return song.map(view::of).orElseThrow(SongController::notFound);
  }

  private static Cursor after(Song last) {
    return new Cursor(last.row().createdAt(), last.row().id());
  }

  private static Problem notFound() {
    return new Problem(ProblemCode.SONG_NOT_FOUND, "You have no song with this id.");
  }
}
