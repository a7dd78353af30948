package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.database.OwnRows;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A song's story. */
@RestController
class AttemptController {
  private final OwnRows rows;

  AttemptController(OwnRows rows) {
    this.rows = rows;
  }

  /** Oldest first; those of more than 90 days ago are forgotten. */
  @GetMapping("/api/songs/{id}/attempts")
  Story attempts(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
    UUID user = caller.userId();
    return rows.snapshot(
        user,
        jdbc -> {
          if (new SongTable(jdbc, user).find(id).isEmpty()) {
            throw new Problem(ProblemCode.SONG_NOT_FOUND, "You have no song with this id.");
          }
          return new Story(new AttemptTable(jdbc, user).story(id));
        });
  }

  record Story(List<ToldAttempt> attempts) {}
}
