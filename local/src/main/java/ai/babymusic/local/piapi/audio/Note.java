package ai.babymusic.local.piapi.audio;

/**
 * One note of a score.
 *
 * @param beat when it begins, in quarter notes from the start
 * @param length in quarter notes
 * @param pitch as a MIDI number, 69 = A at 440 Hz
 * @param loudness 0 to 1
 */
record Note(double beat, double length, int pitch, double loudness) {

  double hertz() {
    return 440 * Math.pow(2, (pitch - 69) / 12.0);
  }
}
