package ai.babymusic.worker.audio;

import ai.babymusic.worker.provider.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tracks to be stored, and how far that is.
 *
 * @param tries how often it was tried
 */
public record StoreOrder(List<Take> takes, int tries) {

  static StoreOrder of(List<Track> tracks) {
    List<Take> takes = new ArrayList<>();
    for (Track track : tracks) {
      takes.add(new Take(takes.size() + 1, track, null, null));
    }
    return new StoreOrder(takes, 0);
  }

  List<Take> stored() {
    return takes.stream().filter(Take::stored).toList();
  }

  boolean complete() {
    return takes.stream().allMatch(Take::stored);
  }

  /** Whether another try could bring more. */
  boolean worthAnotherTry(int mostTries) {
    return tries < mostTries && takes.stream().anyMatch(take -> !take.stored() && !take.hopeless());
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
