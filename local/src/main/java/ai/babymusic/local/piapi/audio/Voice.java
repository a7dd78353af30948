package ai.babymusic.local.piapi.audio;

/** The instruments. Each adds a note to a mix that is being made. */
enum Voice {

  /** A plucked metal comb: quick to sound, long to fade, its overtones fading first. */
  MUSIC_BOX {
    @Override
    void play(Note note, double secondsPerBeat, float[] mix) {
      for (double[] partial : MUSIC_BOX_PARTIALS) {
        int length = samples(5 * partial[2]);
        ring(note, secondsPerBeat, partial, length, mix, 0.003, 0.02);
      }
    }
  },

  /** Struck wood: darker and shorter than the box. */
  SOFT_MARIMBA {
    @Override
    void play(Note note, double secondsPerBeat, float[] mix) {
      for (double[] partial : MARIMBA_PARTIALS) {
        int length = samples(5 * partial[2]);
        ring(note, secondsPerBeat, partial, length, mix, 0.006, 0.02);
      }
    }
  },

  /** Breath that swells and goes: for what lies under the tune. */
  PAD {
    @Override
    void play(Note note, double secondsPerBeat, float[] mix) {
      int length = samples(note.length() * secondsPerBeat + 0.9);
      for (double[] partial : PAD_PARTIALS) {
        ring(note, secondsPerBeat, partial, length, mix, 0.5, 0.9);
      }
    }
  };

  /** Ratio to the note's frequency, share of its loudness, seconds until 1/e is left. */
  private static final double[][] MUSIC_BOX_PARTIALS = {
    {1, 0.72, 0.85}, {2, 0.20, 0.45}, {3.01, 0.10, 0.22}, {5.43, 0.05, 0.08}
  };

  private static final double[][] MARIMBA_PARTIALS = {
    {1, 0.85, 0.5}, {3.98, 0.14, 0.11}, {0.5, 0.06, 0.6}
  };

  private static final double[][] PAD_PARTIALS = {
    {0.997, 0.35, 60}, {1.003, 0.35, 60}, {2, 0.10, 60}, {0.5, 0.16, 60}
  };

  abstract void play(Note note, double secondsPerBeat, float[] mix);

  private static int samples(double seconds) {
    return (int) (seconds * Mp3Shape.SAMPLE_RATE);
  }

  /** A decaying sine by recurrence, which costs two multiplications a sample. */
  private static void ring(
      Note note,
      double secondsPerBeat,
      double[] partial,
      int length,
      float[] mix,
      double attackSeconds,
      double releaseSeconds) {
    int start = samples(note.beat() * secondsPerBeat);
    int end = Math.min(mix.length, start + length);
    double angle = 2 * Math.PI * note.hertz() * partial[0] / Mp3Shape.SAMPLE_RATE;
    double decay = Math.exp(-1 / (partial[2] * Mp3Shape.SAMPLE_RATE));
    double first = 2 * decay * Math.cos(angle);
    double second = decay * decay;
    double before = 0;
    double now = note.loudness() * partial[1] * Math.sin(angle);
    double attack = attackSeconds * Mp3Shape.SAMPLE_RATE;
    double release = releaseSeconds * Mp3Shape.SAMPLE_RATE;
    for (int i = start; i < end; i++) {
      double swell = Math.min(1, (i - start) / attack);
      double fade = Math.min(1, (start + length - i) / release);
      mix[i] += (float) (now * swell * fade);
      double next = first * now - second * before;
      before = now;
      now = next;
    }
  }
}
