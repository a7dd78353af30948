package ai.babymusic.systemtests.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the parents were told, kept by all of them together. */
final class Promises {

  private final Map<UUID, UUID> songs = new ConcurrentHashMap<>();
  private final Set<UUID> deleted = ConcurrentHashMap.newKeySet();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final AtomicInteger repeated = new AtomicInteger();

  /** A request with the key was answered with this song. */
  void accepted(UUID key, UUID song) {
    UUID earlier = songs.putIfAbsent(key, song);
    if (earlier != null && !earlier.equals(song)) {
      broken.add("one request became two songs: %s and %s".formatted(earlier, song));
    }
  }

  void deleted(UUID song) {
    deleted.add(song);
  }

  /** Not answered at all, or with 503: it is sent again. */
  void repeated() {
    repeated.incrementAndGet();
  }

  /** An answer that no fault excuses. */
  void unexpected(String request, int status, String body) {
    broken.add("%s was answered %d: %s".formatted(request, status, body));
  }

  Set<UUID> songs() {
    return Set.copyOf(songs.values());
  }

  Set<UUID> deletedSongs() {
    return Set.copyOf(deleted);
  }

  List<String> broken() {
    return List.copyOf(broken);
  }

  int repetitions() {
    return repeated.get();
  }
}
