package ai.babymusic.gateway.songs;

import ai.babymusic.schemas.events.SongRow;
import ai.babymusic.schemas.events.SongVariationRow;
import java.util.List;

/** A song with its other takes, as read from the database in one statement. */
record Song(SongRow row, List<SongVariationRow> variations) {

  boolean mayBeRetried() {
    return row.status().equals("failed") || row.status().equals("cancelled");
  }
}
