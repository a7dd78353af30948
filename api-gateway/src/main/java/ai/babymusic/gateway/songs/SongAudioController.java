package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.audio.AudioLink;
import ai.babymusic.gateway.audio.AudioLinks;
import ai.babymusic.gateway.database.OwnRows;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Caller;
import ai.babymusic.schemas.events.SongVariationRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The way to a song's audio for players that keep no link: it redirects to a fresh one. */
@RestController
class SongAudioController {
  private final OwnRows rows;
  private final AudioLinks links;

  SongAudioController(OwnRows rows, AudioLinks links) {
    this.rows = rows;
    this.links = links;
  }

  /**
   * @param variation the id of another take
   * @param download whether a browser is to save it, under the song's name
   */
  @GetMapping("/api/songs/{id}/audio")
  ResponseEntity<Void> audio(
      @AuthenticationPrincipal Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID variation,
      @RequestParam(defaultValue = "false") boolean download) {
    UUID user = caller.userId();
    Song song =
        rows.snapshot(user, jdbc -> new SongTable(jdbc, user).find(id))
            .orElseThrow(
                () -> new Problem(ProblemCode.SONG_NOT_FOUND, "You have no song with this id."));
    String location = variation == null ? main(song) : other(song, variation);
    AudioLink link = download ? links.download(location, song.row().name()) : links.play(location);
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, link.url())
        .cacheControl(CacheControl.noStore())
        .build();
  }

  private static String main(Song song) {
    String location = song.row().audioUrl();
    if (location == null) {
      throw new Problem(ProblemCode.AUDIO_NOT_READY, "Wait until the song is ready.");
    }
    return location;
  }

  private static String other(Song song, UUID variation) {
    return song.variations().stream()
        .filter(row -> row.id().equals(variation))
        .map(SongVariationRow::audioUrl)
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                ProblemCode.VARIATION_NOT_FOUND, "The song has no variation with this id."));
  }
}
