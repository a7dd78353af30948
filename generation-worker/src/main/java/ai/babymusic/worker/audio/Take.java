package ai.babymusic.worker.audio;

import ai.babymusic.worker.provider.Track;
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
 */
public record Take(
    int n,
    Track track,
    @Nullable String location,
    @Nullable String refusedUrl,
    @Nullable Instant unreachableSince) {

  static Take of(int n, Track track) {
    return new Take(n, track, null, null, null);
  }

  Take at(String stored) {
    return new Take(n, track, stored, null, null);
  }

  Take refused() {
    return new Take(n, track, null, track.url(), null);
  }

  /** What came was not it. */
  Take bad() {
    return new Take(n, track, null, refusedUrl, null);
  }

  Take unreachable(Instant now) {
    return new Take(n, track, null, refusedUrl, unreachableSince == null ? now : unreachableSince);
  }

  /** With the address that the provider gives now. */
  Take from(String url) {
    return new Take(
        n,
        new Track(track.id(), url, track.title(), track.seconds()),
        null,
        refusedUrl,
        unreachableSince);
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
