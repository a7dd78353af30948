package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /audio/{task}/{n}/{title}.mp3}, as a storage bucket would answer it. */
final class AudioRoute {

  private final TaskFolder tasks;
  private final AudioShelf shelf;

  AudioRoute(TaskFolder tasks, AudioShelf shelf) {
    this.tasks = tasks;
    this.shelf = shelf;
  }

  Answer get(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    List<String> parts = List.of(path.split("/"));
    Optional<PiapiTask> task =
        parts.size() < 3 ? Optional.empty() : tasks.find(parts.get(2)).map(StoredTask::task);
    if (task.isEmpty()) {
      return BrokenAudio.MISSING.instead(file(new byte[0]));
    }
    Optional<Song> song =
        Song.of(task.get()).stream()
            .filter(made -> path.equals(made.path()))
            .filter(made -> Instant.now().isAfter(task.get().timetable().endedAt()))
            .findFirst();
    return song.isEmpty()
        ? BrokenAudio.MISSING.instead(file(new byte[0]))
        : serve(task.get(), song.get().track(), exchange);
  }

  private Answer serve(PiapiTask task, int track, HttpExchange exchange) throws IOException {
    byte[] mp3 = shelf.get(task, track);
    Optional<BrokenAudio> broken =
        task.faults(AudioFault.class).stream()
            .flatMap(fault -> fault.breaks(track).stream())
            .findFirst();
    if (broken.isPresent()) {
      return broken.get().instead(file(mp3));
    }
    if (Output.EXPIRED.equals(exchange.getRequestURI().getRawQuery())) {
      return BrokenAudio.EXPIRED.instead(file(mp3));
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null || !ByteRange.asked(range)) {
      return file(mp3);
    }
    return ByteRange.of(range, mp3.length)
        .map(part -> part(mp3, part))
        .orElseGet(() ->
            new Answer.Told(416, "audio/mpeg", Map.of(), new byte[0])
                .with("Content-Range", "bytes */" + mp3.length));
  }

  private static Answer.Told file(byte[] mp3) {
    return new Answer.Told(200, "audio/mpeg", Map.of("Accept-Ranges", "bytes"), mp3);
  }

  private static Answer.Told part(byte[] mp3, ByteRange range) {
    return new Answer.Told(
        206,
        "audio/mpeg",
        Map.of("Accept-Ranges", "bytes", "Content-Range", range.contentRange(mp3.length)),
        Arrays.copyOfRange(mp3, range.first(), range.last() + 1));
  }
}
