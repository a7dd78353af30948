package ai.babymusic.worker.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the takes in a task's output: {@code songs[].song_path} (music-u), {@code
 * clips{}.audio_url} (music-s), {@code audio_url} (the others). A take that is unfinished or has an
 * error of its own is left out.
 */
final class PiapiTracks {

  private PiapiTracks() {}

  static List<Track> usable(JsonNode output) {
    Map<String, Track> byId = new LinkedHashMap<>();
    for (Track track : all(output)) {
      byId.putIfAbsent(track.id(), track);
    }
    return List.copyOf(byId.values());
  }

  private static List<Track> all(JsonNode output) {
    List<Track> tracks = new ArrayList<>();
    for (JsonNode song : elements(output.path("songs"))) {
      if (finished(song)) {
        add(tracks, song, address(song, "song_path", "audio_url"), song.path("duration"));
      }
    }
    for (JsonNode clip : elements(output.path("clips"))) {
      if (finished(clip)) {
        add(tracks, clip, address(clip, "audio_url"), clip.path("metadata").path("duration"));
      }
    }
    if (tracks.isEmpty()) {
      add(tracks, output, address(output, "audio_url", "song_path"), output.path("duration"));
    }
    return tracks;
  }

  /** Of an array, or of an object whose names are ids. */
  private static List<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).filter(JsonNode::isObject).toList();
  }

  private static boolean finished(JsonNode take) {
    boolean unfinished = take.path("finished").isBoolean() && !take.path("finished").booleanValue();
    String status = take.path("status").asString("").strip().toLowerCase(Locale.ROOT);
    return !unfinished
        && (status.isEmpty() || PiapiTask.SUCCESS.contains(status))
        && !complains(take)
        && !complains(take.path("metadata"));
  }

  private static boolean complains(JsonNode of) {
    return says(of.path("error_type"))
        || says(of.path("error_message"))
        || says(of.path("error_code"));
  }

  private static boolean says(JsonNode error) {
    if (error.isNumber()) {
      return error.intValue() != 0;
    }
    String text = ProviderText.of(error);
    return text != null && !text.equals("0");
  }

  private static @Nullable String address(JsonNode of, String... names) {
    for (String name : names) {
      String url = ProviderText.of(of.path(name));
      if (url != null && (url.startsWith("https://") || url.startsWith("http://"))) {
        return url;
      }
    }
    return null;
  }

  private static void add(
      List<Track> tracks, JsonNode take, @Nullable String url, JsonNode duration) {
    if (url == null) {
      return;
    }
    String id = PiapiTask.id(take.path("id"));
    double seconds = duration.asDouble(0);
    tracks.add(
        new Track(
            id == null ? "take-" + (tracks.size() + 1) : id,
            url,
            ProviderText.of(take.path("title")),
            seconds > 0 && Double.isFinite(seconds) ? seconds : null));
  }
}
