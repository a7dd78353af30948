package ai.babymusic.local.piapi.audio;

/**
 * How an MP3 of a wished size is cut: mono, constant bit rate, and only rates whose frames have
 * whole bytes at 24 kHz, so that frames × bytes is the exact size and frames × 24 ms the exact
 * duration.
 *
 * @param kilobits of the constant bit rate, in kbit/s
 * @param frames of 576 samples each
 */
public record Mp3Shape(int kilobits, int frames) {

  static final int SAMPLE_RATE = 24_000;
  static final int SAMPLES_PER_FRAME = 576;

  private static final int[] KILOBITS = {32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

  /** A real song of the provider's lasts about this long; a larger file sounds better instead. */
  private static final int USUAL_SECONDS = 131;

  /** The shape that comes closest to {@code targetBytes} without going above it. */
  public static Mp3Shape ofSize(int targetBytes) {
    int kilobits = KILOBITS[0];
    for (int candidate : KILOBITS) {
      if (candidate * 125L * USUAL_SECONDS <= targetBytes) {
        kilobits = candidate;
      }
    }
    return new Mp3Shape(kilobits, Math.max(1, targetBytes / bytesPerFrame(kilobits)));
  }

  /** How long it plays. */
  public double seconds() {
    return (double) samples() / SAMPLE_RATE;
  }

  /** How large the file is. */
  public int bytes() {
    return frames * bytesPerFrame(kilobits);
  }

  int samples() {
    return frames * SAMPLES_PER_FRAME;
  }

  private static int bytesPerFrame(int kilobits) {
    return kilobits * 125 * SAMPLES_PER_FRAME / SAMPLE_RATE;
  }
}
