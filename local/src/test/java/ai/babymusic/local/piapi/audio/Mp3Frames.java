package ai.babymusic.local.piapi.audio;

/** Reads an MP3 by its frame headers alone, as a player finds its way through it. */
public record Mp3Frames(int count, double seconds) {

  private static final int[] KILOBITS = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES = {22_050, 24_000, 16_000};

  /**
   * The frames of a whole file.
   *
   * @throws IllegalArgumentException if anything but whole MPEG-2 layer III frames is in it
   */
  public static Mp3Frames of(byte[] mp3) {
    int count = 0;
    double seconds = 0;
    int at = 0;
    while (at < mp3.length) {
      int header =
          (mp3[at] & 0xFF) << 24
              | (mp3[at + 1] & 0xFF) << 16
              | (mp3[at + 2] & 0xFF) << 8
              | (mp3[at + 3] & 0xFF);
      if (header >>> 19 != 0x1FFE || (header >>> 17 & 3) != 1) {
        throw new IllegalArgumentException("no MPEG-2 layer III frame at byte " + at);
      }
      int rate = RATES[header >>> 10 & 3];
      at += 72_000 * KILOBITS[header >>> 12 & 15] / rate + (header >>> 9 & 1);
      seconds += 576.0 / rate;
      count++;
    }
    if (at != mp3.length) {
      throw new IllegalArgumentException("the last frame is cut");
    }
    return new Mp3Frames(count, seconds);
  }
}
