package ai.babymusic.worker.audio;

/**
 * Frames of MPEG audio, layer III (ISO 11172-3 and 13818-3). The sync word alone is found in any
 * file; a second frame where the first says that it ends is not.
 */
final class MpegFrame {

  private static final int[] KBITS_V1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBITS_V2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] HERTZ_V1 = {44100, 48000, 32000};

  private MpegFrame() {}

  static boolean startsWithFrames(byte[] start) {
    int first = length(start, 0);
    if (first == 0) {
      return false;
    }
    return start.length < first + 4 || length(start, first) > 0;
  }

  /** In bytes; 0 if no frame of layer III begins at {@code at}. */
  private static int length(byte[] bytes, int at) {
    if (bytes.length < at + 4
        || (bytes[at] & 0xff) != 0xff
        || (bytes[at + 1] & 0xe0) != 0xe0
        || (bytes[at + 1] & 0x06) != 0x02) {
      return 0;
    }
    int version = (bytes[at + 1] >> 3) & 3;
    int bitrate = (bytes[at + 2] >> 4) & 15;
    int frequency = (bytes[at + 2] >> 2) & 3;
    int padding = (bytes[at + 2] >> 1) & 1;
    if (version == 1 || bitrate == 0 || bitrate == 15 || frequency == 3) {
      return 0;
    }
    boolean one = version == 3;
    int hertz = HERTZ_V1[frequency] >> (one ? 0 : version == 2 ? 1 : 2);
    int kbits = one ? KBITS_V1[bitrate] : KBITS_V2[bitrate];
    return (one ? 144_000 : 72_000) * kbits / hertz + padding;
  }
}
