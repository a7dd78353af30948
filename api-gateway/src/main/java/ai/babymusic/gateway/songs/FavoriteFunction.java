package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.database.OwnRows;
import ai.babymusic.gateway.input.Fields;
import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Caller;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The original app's way to a favourite: it turns over what is, whatever the client believes. */
@RestController
class FavoriteFunction {
  private final OwnRows rows;

  FavoriteFunction(OwnRows rows) {
    this.rows = rows;
  }

  /** {@code songId} is what the original's pages sent, which its function did not understand. */
  @PostMapping("/functions/v1/toggle-favorite")
  Toggled toggle(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
    var fields = new Fields(body);
    UUID id = fields.id(fields.has("song_id") ? "song_id" : "songId");
    if (id == null) {
      throw InvalidField.missing("song_id", "");
    }
    UUID user = caller.userId();
    return rows.write(user, jdbc -> new SongTable(jdbc, user).toggleFavorite(id))
        .map(isFavorite -> new Toggled(true, isFavorite))
        .orElseThrow(
            () -> new Problem(ProblemCode.SONG_NOT_YOURS, "You have no song with this id."));
  }

  record Toggled(boolean success, boolean isFavorite) {}
}
