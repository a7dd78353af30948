package ai.babymusic.systemtests.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that database, storage and provider have written down about the songs of some users. Each
 * entry has, as {@code whole}, all that there is to read of it.
 *
 * @param objects the addresses of what lies in the storage
 */
record Books(
    List<Song> songs,
    List<Attempt> attempts,
    List<Variation> variations,
    List<Task> tasks,
    Set<String> objects) {

  /** A row of {@code songs}. */
  record Song(UUID id, String status, @Nullable String audioUrl, String whole) {

    boolean ended() {
      return status.equals("ready") || status.equals("failed") || status.equals("cancelled");
    }
  }

  /**
   * A row of {@code song_generations}.
   *
   * @param called whether the provider was called for it, as far as we know
   * @param everUnknown whether its answer was lost for longer than the grace
   */
  record Attempt(
      UUID id, UUID song, String status, boolean called, boolean everUnknown, String whole) {

    boolean ready() {
      return status.equals("ready");
    }

    boolean ended() {
      return ready() || status.equals("failed") || status.equals("cancelled");
    }
  }

  /** A row of {@code song_variations}. */
  record Variation(UUID song, UUID attempt, String providerId, String audioUrl, String whole) {}

  /**
   * A task of the provider.
   *
   * @param attempt that its callback address names
   * @param receiver of its webhooks
   * @param taken how many of them were answered 200
   */
  record Task(
      String id, UUID attempt, String receiver, boolean paid, int sent, int taken, String whole) {}

  List<Attempt> attemptsOf(UUID song) {
    return attempts.stream().filter(attempt -> attempt.song().equals(song)).toList();
  }

  List<Task> tasksOf(UUID attempt) {
    return tasks.stream().filter(task -> task.attempt().equals(attempt)).toList();
  }

  /** Where the audio of a song should lie, once for each row that says so. */
  Stream<String> locations() {
    return Stream.concat(
        songs.stream().map(Song::audioUrl).filter(url -> url != null),
        variations.stream().map(Variation::audioUrl));
  }

  Map<UUID, List<Variation>> variationsBySong() {
    return variations.stream().collect(Collectors.groupingBy(Variation::song));
  }

  /** Everything there is about the song, for somebody who has to find out what went wrong. */
  String story(UUID song) {
    return Stream.of(
            songs.stream().filter(row -> row.id().equals(song)).map(Song::whole),
            attemptsOf(song).stream()
                .flatMap(attempt ->
                    Stream.concat(
                        Stream.of(attempt.whole()),
                        tasksOf(attempt.id()).stream().map(Task::whole))),
            variations.stream().filter(row -> row.song().equals(song)).map(Variation::whole))
        .flatMap(part -> part)
        .collect(Collectors.joining("\n    ", "\n    ", ""));
  }
}
