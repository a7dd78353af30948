package ai.babymusic.local.piapi.audio;

import java.util.List;
import java.util.random.RandomGenerator;

/** The chords a lullaby needs, in half tones above the tonic. */
enum Chord {
  TONIC(0, 4, 7),
  SUPERTONIC(2, 5, 9),
  MEDIANT(4, 7, 11),
  SUBDOMINANT(5, 9, 12),
  DOMINANT(7, 11, 14),
  SUBMEDIANT(9, 12, 16);

  private static final List<List<Chord>> TURNS =
      List.of(
          List.of(TONIC, SUBMEDIANT, SUBDOMINANT, DOMINANT),
          List.of(TONIC, SUBDOMINANT, TONIC, DOMINANT),
          List.of(TONIC, MEDIANT, SUBDOMINANT, DOMINANT),
          List.of(TONIC, SUBMEDIANT, SUPERTONIC, DOMINANT),
          List.of(SUBMEDIANT, SUBDOMINANT, TONIC, DOMINANT));

  final int root;
  final int third;
  final int fifth;

  Chord(int root, int third, int fifth) {
    this.root = root;
    this.third = third;
    this.fifth = fifth;
  }

  /** Four bars that lead back to where they began. */
  static List<Chord> anyTurn(RandomGenerator random) {
    return TURNS.get(random.nextInt(TURNS.size()));
  }

  /** Whether a pitch, in half tones above the tonic, belongs to the chord in any octave. */
  boolean has(int halfTones) {
    int within = Math.floorMod(halfTones, 12);
    return within == root % 12 || within == third % 12 || within == fifth % 12;
  }
}
