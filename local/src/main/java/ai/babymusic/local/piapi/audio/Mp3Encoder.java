package ai.babymusic.local.piapi.audio;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;

/** Samples to MP3 with LAME, cut to exactly the frames that the shape promises. */
final class Mp3Encoder {

  private static final AudioFormat PCM = new AudioFormat(Mp3Shape.SAMPLE_RATE, 16, 1, true, false);

  private final Mp3Shape shape;

  Mp3Encoder(Mp3Shape shape) {
    this.shape = shape;
  }

  byte[] encode(float[] samples) {
    byte[] pcm = pcm(samples);
    LameEncoder lame =
        new LameEncoder(
            PCM, shape.kilobits(), LameEncoder.CHANNEL_MODE_MONO, LameEncoder.QUALITY_LOW, false);
    // Without a target LAME picks a rate of its own for low bit rates.
    lame.setTargetFormat(PCM);
    try {
      ByteArrayOutputStream mp3 = new ByteArrayOutputStream(shape.bytes() + 4096);
      byte[] buffer = new byte[Math.max(lame.getMP3BufferSize(), lame.getPCMBufferSize())];
      int step = lame.getPCMBufferSize();
      for (int at = 0; at < pcm.length; at += step) {
        int length = Math.min(step, pcm.length - at);
        mp3.write(buffer, 0, lame.encodeBuffer(pcm, at, length, buffer));
      }
      mp3.write(buffer, 0, lame.encodeFinish(buffer));
      if (mp3.size() < shape.bytes()) {
        throw new IllegalStateException(
            "LAME wrote " + mp3.size() + " bytes of " + shape.bytes() + " for " + shape);
      }
      // What lies behind is the encoder's delay: silence after the fade.
      return Arrays.copyOf(mp3.toByteArray(), shape.bytes());
    } finally {
      lame.close();
    }
  }

  private static byte[] pcm(float[] samples) {
    byte[] pcm = new byte[samples.length * 2];
    for (int i = 0; i < samples.length; i++) {
      int value = Math.round(samples[i] * Short.MAX_VALUE);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    return pcm;
  }
}
