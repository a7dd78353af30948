package ai.babymusic.worker.audio;

import ai.babymusic.worker.provider.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tracks to be stored, and how far that is.
 *
 * @param tries how often something came; that nobody was there while nothing is stored counts not
 */
public record StoreOrder(List<Take> takes, int tries) {

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 10;

  static StoreOrder of(List<Track> tracks) {
    List<Take> takes = new ArrayList<>();
    for (Track track : tracks) {
      takes.add(Take.of(takes.size() + 1, track));
    }
    return new StoreOrder(takes, 0);
  }

  /** After a try that left the takes so. */
  StoreOrder tried(List<Take> now) {
    StoreOrder order = new StoreOrder(now, tries);
    return order.metNobody() ? order : new StoreOrder(now, tries + 1);
  }

  private boolean metNobody() {
    return stored().isEmpty()
        && takes.stream().anyMatch(Take::missing)
        && takes.stream().filter(Take::missing).allMatch(take -> take.unreachableSince() != null);
  }

  List<Take> stored() {
    return takes.stream().filter(Take::stored).toList();
  }

  boolean complete() {
    return takes.stream().allMatch(Take::stored);
  }

  /** Whether another try could bring more. */
  boolean worthAnotherTry() {
    return takes.stream().anyMatch(Take::missing);
  }

  /**
   * Whether another try may be made: there are so many, and while nobody is there so much time and
   * as many as fit into it. A song without any sound has both.
   */
  boolean mayBeTriedAgain(int mostTries, Instant now, Duration longest) {
    boolean worthWaiting =
        stored().isEmpty()
            && takes.stream()
                .filter(Take::missing)
                .anyMatch(take -> take.worthWaiting(now, longest));
    return metNobody() ? worthWaiting : worthWaiting || tries < mostTries;
  }

  /** Twice as long each time: after a try by their number, while nobody is there by the clock. */
  Duration pause(Duration first, Instant now) {
    Duration byTries = first.multipliedBy(1L << Math.clamp(tries - 1, 0, MOST_DOUBLINGS));
    Duration away = Duration.between(awaySince(), now);
    return Collections.min(
        List.of(LONGEST_PAUSE, metNobody() ? Collections.max(List.of(first, away)) : byTries));
  }

  /** Since when the host that was last there is away; long ago if none is. */
  private Instant awaySince() {
    return takes.stream()
        .filter(Take::missing)
        .flatMap(take -> Stream.ofNullable(take.unreachableSince()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** With the addresses that the provider gives now for what is still missing. */
  StoreOrder refreshed(List<Track> now) {
    Map<String, String> urls =
        now.stream().collect(Collectors.toMap(Track::id, Track::url, (first, second) -> first));
    return new StoreOrder(
        takes.stream()
            .map(take ->
                take.stored()
                    ? take
                    : take.from(urls.getOrDefault(take.track().id(), take.track().url())))
            .toList(),
        tries);
  }
}
