package ai.babymusic.local;

/** Whether a person watches: only the shell that started the JVM can tell for standard output. */
final class Terminal {

  private Terminal() {}

  static boolean isThere() {
    return Boolean.getBoolean("baby-music.terminal");
  }
}
