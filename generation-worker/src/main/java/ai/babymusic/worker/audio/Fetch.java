package ai.babymusic.worker.audio;

/** How fetching a track ended. */
sealed interface Fetch {

  /** It is here, whole, and it is audio. Close it. */
  record Got(Spool spool, AudioFormat format) implements Fetch {}

  /** From this address it will never be taken. */
  record Refused(String why) implements Fetch {}

  /** What came is not the track. Another time, or from a fresh address, it may be. */
  record Bad(String why) implements Fetch {}

  /**
   * Nothing came, which says nothing of the track: no network, a host that is away or busy, or one
   * that is not among those allowed now.
   */
  record Unreachable(String why) implements Fetch {}
}
