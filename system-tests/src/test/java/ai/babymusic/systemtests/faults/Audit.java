package ai.babymusic.systemtests.faults;

import ai.babymusic.systemtests.faults.Books.Attempt;
import ai.babymusic.systemtests.faults.Books.Song;
import ai.babymusic.systemtests.faults.Books.Task;
import ai.babymusic.systemtests.faults.Books.Variation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold when nothing is under way any more, whatever was killed before.
 *
 * @param promised the songs that were accepted
 * @param deleted those of them that their parent has deleted
 */
record Audit(Set<UUID> promised, Set<UUID> deleted, Books books) {

  /** How many tracks the provider makes of each task. */
  private static final int TAKES = 2;

  /** Sentences, each with all that is known about the song in question; empty if all is well. */
  List<String> violations() {
    return Stream.of(lostOrUnasked(), unfinished().stream(), payments(), takes(), objects())
        .flatMap(found -> found)
        .toList();
  }

  private Stream<String> lostOrUnasked() {
    Set<UUID> there = books.songs().stream().map(Song::id).collect(Collectors.toSet());
    Set<UUID> kept = without(promised, deleted);
    return Stream.of(
            without(kept, there).stream().map(song -> tell("was accepted and is lost", song)),
            without(there, promised).stream().map(song -> tell("was never asked for", song)),
            intersection(there, deleted).stream()
                .map(song -> tell("was deleted and is back", song)))
        .flatMap(found -> found);
  }

  /** What still has to come to an end. */
  List<String> unfinished() {
    return Stream.concat(
            books.songs().stream()
                .filter(song -> !song.ended())
                .map(song -> tell("is still " + song.status(), song.id())),
            books.attempts().stream()
                .filter(attempt -> !attempt.ended() && !attempt.status().equals("unknown"))
                .map(attempt -> tell("has an attempt that is " + attempt.status(), attempt.song())))
        .toList();
  }

  /** A task for each attempt that the provider was called for; the unknown may have none. */
  private Stream<String> payments() {
    Set<UUID> known = books.attempts().stream().map(Attempt::id).collect(Collectors.toSet());
    return Stream.concat(
        books.attempts().stream().flatMap(this::payment),
        books.tasks().stream()
            .filter(task -> !known.contains(task.attempt()))
            .map(task -> "a task of no attempt: " + task.whole()));
  }

  private Stream<String> payment(Attempt attempt) {
    List<Task> tasks = books.tasksOf(attempt.id());
    int owed = attempt.called() ? 1 : 0;
    boolean right = tasks.size() == owed || (attempt.everUnknown() && tasks.isEmpty());
    return right
        ? Stream.empty()
        : Stream.of(
            tell(
                "has an attempt with %d tasks instead of %d".formatted(tasks.size(), owed),
                attempt.song()));
  }

  /** Every attempt that is ready has brought all its takes, each of them once. */
  private Stream<String> takes() {
    var variations = books.variationsBySong();
    return books.songs().stream()
        .flatMap(song -> {
          List<Variation> others = variations.getOrDefault(song.id(), List.of());
          long ready = books.attemptsOf(song.id()).stream().filter(Attempt::ready).count();
          int takes = others.size() + (song.audioUrl() == null ? 0 : 1);
          long different = others.stream().map(Variation::providerId).distinct().count();
          return takes == ready * TAKES && different == others.size()
              ? Stream.empty()
              : Stream.of(tell("has %d takes of %d attempts".formatted(takes, ready), song.id()));
        });
  }

  private Stream<String> objects() {
    Set<String> told = books.locations().collect(Collectors.toSet());
    return Stream.of(
            told.size() == books.locations().count()
                ? Stream.<String>empty()
                : Stream.of("two rows have the same audio"),
            without(books.objects(), told).stream().map(key -> key + " belongs to no row"),
            without(told, books.objects()).stream().map(url -> url + " is not in the storage"))
        .flatMap(found -> found);
  }

  private String tell(String what, UUID song) {
    return "song %s %s:%s".formatted(song, what, books.story(song));
  }

  private static <T> Set<T> without(Set<T> some, Set<T> others) {
    Set<T> rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static <T> Set<T> intersection(Set<T> some, Set<T> others) {
    Set<T> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }
}
