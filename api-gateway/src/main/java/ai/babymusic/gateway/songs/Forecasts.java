package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.GatewaySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Foretells unfinished songs. What it needs of everybody's is shared by all who ask: the longer the
 * line, the more ask, and the longer it takes to read.
 */
@Component
class Forecasts {
  private final int places;
  private final Shared<WaitingLine> line =
      new Shared<>(WaitingLine.EMPTY, WaitingLine::read, Duration.ZERO);
  private final Shared<UsualTimes> usual =
      new Shared<>(UsualTimes.UNSEEN, UsualTimes::read, Duration.ofSeconds(5));

  Forecasts(GatewaySettings settings) {
    this.places = settings.songs().maxConcurrentTasks();
  }

  /** The same songs of one user; in a transaction as that user. */
  List<Song> with(JdbcClient jdbc, UUID user, List<Song> songs) {
    UUID[] unfinished =
        songs.stream()
            .filter(song -> !song.isFinished())
            .map(song -> song.row().generationId())
            .toArray(UUID[]::new);
    if (unfinished.length == 0) {
      return songs;
    }
    Map<UUID, Making> makings = new AttemptTable(jdbc, user).makings(unfinished, line.get(jdbc));
    UsualTimes times = usual.get(jdbc);
    return songs.stream()
        .map(song -> song.with(forecast(song, makings.get(song.row().generationId()), times)))
        .toList();
  }

  Song with(JdbcClient jdbc, UUID user, Song song) {
    return with(jdbc, user, List.of(song)).getFirst();
  }

  private @Nullable Forecast forecast(Song song, @Nullable Making making, UsualTimes times) {
    if (making == null) {
      return null;
    }
    boolean unwritten = song.row().isInstrumental() || making.lyricsKept();
    return Forecast.of(making, unwritten ? times.withoutWriting() : times, places);
  }
}
