package ai.babymusic.local.song;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Where the story of a song is told: a moving bar on a terminal, plain lines elsewhere. */
final class Display implements AutoCloseable {

  private static final Duration FRAME = Duration.ofMillis(150);
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean terminal;
  private final long begin = System.nanoTime();
  private final Thread painter = Thread.ofVirtual().unstarted(this::paint);
  private Song current;
  private long since = begin;
  private boolean closed;

  Display(PrintStream out, boolean terminal, Song first) {
    this.out = out;
    this.terminal = terminal;
    this.current = first;
    tell(first);
    if (terminal) {
      painter.start();
    }
  }

  /** Shows a state once; the same state again only moves the bar. */
  synchronized void show(Song song) {
    boolean changed = !song.status().equals(current.status());
    current = song;
    if (changed) {
      since = System.nanoTime();
      tell(song);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  private void tell(Song song) {
    out.printf(
        Locale.ROOT,
        "%s  %5.1f s  %s%n",
        terminal ? CLEAR_LINE : "",
        elapsed(begin).toMillis() / 1000.0,
        song.status().replace('_', ' '));
    out.flush();
  }

  private void paint() {
    try {
      while (frame()) {
        Thread.sleep(FRAME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean frame() {
    if (!closed) {
      Progress progress = Progress.of(current.status(), elapsed(since), current.progress());
      out.print(CLEAR_LINE + "           " + progress.bar());
      out.flush();
    }
    return !closed;
  }

  private static Duration elapsed(long since) {
    return Duration.ofNanos(System.nanoTime() - since);
  }
}
