package ai.babymusic.worker.audio;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer on the way to a track.
 *
 * @param fetch the end of the way; absent for a redirect
 * @param location where a redirect leads; empty otherwise
 */
record Answer(@Nullable Fetch fetch, String location) {

  static Answer of(Fetch fetch) {
    return new Answer(fetch, "");
  }
}
