package ai.babymusic.local.song;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a song is, by its state, and how that looks as a bar. */
record Progress(double fraction) {

  private static final int WIDTH = 30;
  private static final List<String> STATES =
      List.of("queued", "writing_lyrics", "composing", "storing", "ready");
  private static final double[] BEGINS = {0.02, 0.08, 0.2, 0.9, 1};

  /** The usual time in a state; a bar that stands still looks like a fault. */
  private static final double USUAL_SECONDS = 6;

  /**
   * The state's share, a part of it that grows with the time in it without ever reaching the next,
   * and no less than the server says.
   */
  static Progress of(String status, Duration inState, @Nullable Double told) {
    int state = STATES.indexOf(status);
    if (state < 0) {
      return new Progress(0);
    }
    double begin = BEGINS[state];
    double next = BEGINS[Math.min(state + 1, BEGINS.length - 1)];
    double part = 1 - Math.exp(-inState.toMillis() / 1000.0 / USUAL_SECONDS);
    double guess = begin + (next - begin) * part * 0.95;
    return new Progress(Math.min(1, Math.max(guess, told == null ? 0 : told)));
  }

  String bar() {
    int full = (int) Math.round(fraction * WIDTH);
    return String.format(
        Locale.ROOT, "[%s%s] %3.0f %%", "█".repeat(full), "·".repeat(WIDTH - full), fraction * 100);
  }
}
