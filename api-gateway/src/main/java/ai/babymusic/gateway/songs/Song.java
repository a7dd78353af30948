package ai.babymusic.gateway.songs;

import ai.babymusic.schemas.events.SongRow;
import ai.babymusic.schemas.events.SongVariationRow;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A song with its other takes, as read from the database in one statement.
 *
 * @param forecast of an unfinished song, where somebody asked for it; see {@link Forecasts}
 */
record Song(SongRow row, List<SongVariationRow> variations, @Nullable Forecast forecast) {
  private static final Set<String> FINISHED = Set.of("ready", "failed", "cancelled");

  boolean isFinished() {
    return FINISHED.contains(row.status());
  }

  boolean mayBeRetried() {
    return row.status().equals("failed") || row.status().equals("cancelled");
  }

  Song with(@Nullable Forecast seen) {
    return new Song(row, variations, seen);
  }
}
