package ai.babymusic.local.piapi.audio;

/** The last touch on a mix: as loud as others, without a click at either end. */
final class Finish {

  private static final float PEAK = 0.7f;
  private static final double FADE_SECONDS = 1.5;

  private Finish() {}

  static float[] of(float[] mix) {
    float peak = 1e-6f;
    for (float sample : mix) {
      peak = Math.max(peak, Math.abs(sample));
    }
    float[] finished = new float[mix.length];
    double fade = Math.min(mix.length / 2.0, FADE_SECONDS * Mp3Shape.SAMPLE_RATE);
    for (int i = 0; i < mix.length; i++) {
      double left = Math.min(1, (mix.length - 1 - i) / fade);
      finished[i] = (float) (mix[i] * PEAK / peak * left * left);
    }
    return finished;
  }
}
