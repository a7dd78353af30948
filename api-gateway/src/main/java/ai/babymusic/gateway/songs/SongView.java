package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.audio.ShownRows;
import ai.babymusic.gateway.input.Cursor;
import ai.babymusic.schemas.events.EventCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Songs as JSON for a client. What a forecast says holds for the moment in which it is read, so
 * only answers have it: a live update tells what has happened, and may be told again a day later.
 */
@Component
class SongView {
  private final ShownRows rows;

  SongView(ShownRows rows) {
    this.rows = rows;
  }

  ObjectNode of(Song song) {
    ObjectNode shown = rows.song(song.row());
    var variations = shown.putArray("variations");
    song.variations().forEach(variation -> variations.add(rows.variation(variation)));
    Forecast forecast = song.forecast();
    if (forecast != null) {
      shown
          .put("progress", forecast.progress())
          .put("queue_position", forecast.queuePosition())
          .put("estimated_ready_at", forecast.estimatedReadyAt().toString());
    }
    return shown;
  }

  ObjectNode page(List<Song> songs, @Nullable Cursor next, String lastEventId) {
    ObjectNode page = EventCodec.JSON.createObjectNode();
    var shown = page.putArray("songs");
    songs.forEach(song -> shown.add(of(song)));
    return page.put("next_cursor", next == null ? null : next.text())
        .put("last_event_id", lastEventId);
  }
}
