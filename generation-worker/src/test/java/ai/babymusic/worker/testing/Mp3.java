package ai.babymusic.worker.testing;

import java.util.Random;

/** Bytes that are MPEG frames, and different for each seed. */
public final class Mp3 {

  private static final int FRAME = 417;

  private Mp3() {}

  /** At least {@code size} bytes in whole frames: 128 kbit/s, 44.1 kHz. */
  public static byte[] of(int size, long seed) {
    byte[] bytes = new byte[(size / FRAME + 1) * FRAME];
    new Random(seed).nextBytes(bytes);
    for (int at = 0; at < bytes.length; at += FRAME) {
      bytes[at] = (byte) 0xff;
      bytes[at + 1] = (byte) 0xfb;
      bytes[at + 2] = (byte) 0x90;
      bytes[at + 3] = 0x64;
    }
    return bytes;
  }
}
