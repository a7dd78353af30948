package ai.babymusic.worker.audio;

import ai.babymusic.worker.provider.Track;
import org.jspecify.annotations.Nullable;

/**
 * A track on its way into our storage.
 *
 * @param n its number within the attempt, from 1
 * @param location where it is stored, once it is
 * @param refusedUrl an address from which it will never be taken
 */
public record Take(int n, Track track, @Nullable String location, @Nullable String refusedUrl) {

  Take at(String stored) {
    return new Take(n, track, stored, null);
  }

  Take refused() {
    return new Take(n, track, null, track.url());
  }

  /** With the address that the provider gives now. */
  Take from(String url) {
    return new Take(
        n, new Track(track.id(), url, track.title(), track.seconds()), null, refusedUrl);
  }

  boolean stored() {
    return location != null;
  }

  boolean hopeless() {
    return track.url().equals(refusedUrl);
  }
}
