package ai.babymusic.worker.audio;

import ai.babymusic.worker.provider.Track;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A track on its way into our storage.
 *
 * @param n its number within the attempt, from 1
 * @param location where it is stored, once it is
 * @param refusedUrl an address from which it will never be taken
 * @param unreachableSince from then on its host was not there, or not allowed; absent after any
 *     other answer
 * @param vainTries how many tries have found it so since; absent if none was counted
 */
public record Take(
    int n,
    Track track,
    @Nullable String location,
    @Nullable String refusedUrl,
    @Nullable Instant unreachableSince,
    @Nullable Integer vainTries) {

  /** The longest pause, and a host that is slow to refuse: in any time there are more tries. */
  private static final Duration FOR_ONE_TRY = StoreOrder.LONGEST_PAUSE.plusSeconds(30);

  static Take of(int n, Track track) {
    return new Take(n, track, null, null, null, null);
  }

  Take at(String stored) {
    return new Take(n, track, stored, null, null, null);
  }

  Take refused() {
    return new Take(n, track, null, track.url(), null, null);
  }

  /** What came was not it. */
  Take bad() {
    return new Take(n, track, null, refusedUrl, null, null);
  }

  Take unreachable(Instant now) {
    boolean known = unreachableSince != null && unreachableSince.isBefore(now);
    Instant since = known ? unreachableSince : now;
    return new Take(n, track, null, refusedUrl, since, counted() + 1);
  }

  /** With the address that the provider gives now. */
  Take from(String url) {
    return new Take(
        n,
        new Track(track.id(), url, track.title(), track.seconds()),
        null,
        refusedUrl,
        unreachableSince,
        vainTries);
  }

  /**
   * Whether its host, which is not there, may be back yet. Not the time alone says so: most of it
   * may have passed while no worker ran, or a clock was set.
   */
  boolean worthWaiting(Instant now, Duration longest) {
    return unreachableSince != null
        && (unreachableSince.isAfter(now.minus(longest))
            || counted() < longest.dividedBy(FOR_ONE_TRY));
  }

  private int counted() {
    return vainTries == null ? 0 : vainTries;
  }

  boolean stored() {
    return location != null;
  }

  boolean missing() {
    return !stored() && !hopeless();
  }

  boolean hopeless() {
    return track.url().equals(refusedUrl);
  }
}
