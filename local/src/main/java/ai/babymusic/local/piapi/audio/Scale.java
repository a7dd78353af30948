package ai.babymusic.local.piapi.audio;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A major key and its five-note scale: without the half tones nothing in it can clash.
 *
 * @param name of the tonic
 * @param tonic as a MIDI number around middle C
 */
record Scale(String name, int tonic) {

  private static final int[] PENTATONIC = {0, 2, 4, 7, 9};

  private static final List<Scale> ALL =
      List.of(
          new Scale("C", 60),
          new Scale("D", 62),
          new Scale("E flat", 63),
          new Scale("F", 65),
          new Scale("G", 67),
          new Scale("A", 69));

  static Scale any(RandomGenerator random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** The pitch of a step of the scale; step 0 is the tonic, 5 the one an octave above. */
  int pitch(int step) {
    return tonic + 12 * Math.floorDiv(step, 5) + PENTATONIC[Math.floorMod(step, 5)];
  }
}
