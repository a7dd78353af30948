package ai.babymusic.worker.audio;

/** How fetching a track ended. */
sealed interface Fetch {

  /** It is here, whole, and it is audio. Close it. */
  record Got(Spool spool, AudioFormat format) implements Fetch {}

  /** From this address it will never be taken. */
  record Refused(String why) implements Fetch {}

  /** It may come another time. */
  record Failed(String why) implements Fetch {}
}
