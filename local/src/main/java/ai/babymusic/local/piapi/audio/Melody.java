package ai.babymusic.local.piapi.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A tune in three-four time: a phrase of four bars, the same again, one that answers it, and home
 * to the tonic. It walks the five-note scale in small steps and meets the chord on each first beat.
 */
final class Melody {

  private static final double[][] RHYTHMS = {
    {2, 1}, {1, 1, 1}, {3}, {1.5, 0.5, 1}, {1, 2}, {1, 0.5, 0.5, 1}
  };
  private static final int LOWEST = 1;
  private static final int HIGHEST = 9;

  private final Scale scale;
  private final RandomGenerator random;

  Melody(Scale scale, RandomGenerator random) {
    this.scale = scale;
    this.random = random;
  }

  List<Note> over(List<Chord> turn, int bars) {
    List<List<Note>> theme = phrase(turn);
    List<List<Note>> answer = phrase(turn);
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < bars - 1; bar++) {
      List<List<Note>> phrase = bar / 4 % 4 == 2 ? answer : theme;
      for (Note note : phrase.get(bar % 4)) {
        notes.add(new Note(bar * 3 + note.beat(), note.length(), note.pitch(), note.loudness()));
      }
    }
    notes.add(new Note((bars - 1) * 3.0, 3, scale.pitch(5), 0.8));
    return notes;
  }

  private List<List<Note>> phrase(List<Chord> turn) {
    List<List<Note>> bars = new ArrayList<>();
    int step = 4 + random.nextInt(3);
    for (Chord chord : turn) {
      List<Note> bar = new ArrayList<>();
      double beat = 0;
      for (double length : RHYTHMS[random.nextInt(RHYTHMS.length)]) {
        step = Math.clamp(step + random.nextInt(-2, 3), LOWEST, HIGHEST);
        if (beat == 0) {
          step = onto(chord, step);
        }
        bar.add(new Note(beat, length, scale.pitch(step), beat == 0 ? 0.9 : 0.7));
        beat += length;
      }
      bars.add(bar);
    }
    return bars;
  }

  private int onto(Chord chord, int step) {
    for (int distance = 0; distance < 3; distance++) {
      if (chord.has(scale.pitch(step - distance) - scale.tonic())) {
        return step - distance;
      }
      if (chord.has(scale.pitch(step + distance) - scale.tonic())) {
        return step + distance;
      }
    }
    return step;
  }
}
