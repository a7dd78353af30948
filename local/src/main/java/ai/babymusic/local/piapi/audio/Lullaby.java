package ai.babymusic.local.piapi.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A lullaby in three-four time, wholly decided by its seed and shape: the same again on every call,
 * another one for every other seed.
 */
public final class Lullaby {

  private static final double TAIL_SECONDS = 2.2;
  private static final double BEATS_A_MINUTE = 92;

  /**
   * Nobody plays twice alike: without it two seeds may choose the same few notes of a short one.
   */
  private static final double HURRY_SECONDS = 0.1;

  private final Mp3Shape shape;
  private final Scale scale;
  private final Voice lead;
  private final List<Chord> turn;
  private final int bars;
  private final double secondsPerBeat;
  private final List<Note> melody;

  public Lullaby(long seed, Mp3Shape shape) {
    RandomGenerator random = new SplittableRandom(seed);
    this.shape = shape;
    scale = Scale.any(random);
    lead = random.nextInt(3) == 0 ? Voice.SOFT_MARIMBA : Voice.MUSIC_BOX;
    turn = Chord.anyTurn(random);
    double playing = Math.max(1, shape.seconds() - TAIL_SECONDS) - random.nextDouble(HURRY_SECONDS);
    double wished = BEATS_A_MINUTE + random.nextInt(-8, 9);
    bars = Math.max(1, (int) Math.round(playing * wished / 60 / 3));
    secondsPerBeat = playing / (bars * 3);
    melody = new Melody(scale, random).over(turn, bars);
  }

  /** What a listener would say of it, as the provider's tags do. */
  public List<String> tags() {
    return List.of(
        scale.name() + " major",
        lead == Voice.MUSIC_BOX ? "music box" : "marimba",
        "lullaby",
        "gentle",
        "waltz");
  }

  /** The whole file, of exactly the shape's size. */
  public byte[] mp3() {
    return new Mp3Encoder(shape).encode(samples());
  }

  private float[] samples() {
    float[] mix = new float[shape.samples()];
    melody.forEach(note -> lead.play(note, secondsPerBeat, mix));
    accompaniment().forEach(note -> Voice.MUSIC_BOX.play(note, secondsPerBeat, mix));
    carpet().forEach(note -> Voice.PAD.play(note, secondsPerBeat, mix));
    return Finish.of(Room.around(mix));
  }

  private List<Note> accompaniment() {
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < bars; bar++) {
      Chord chord = chord(bar);
      int base = scale.tonic() - 12;
      double beat = bar * 3;
      notes.add(new Note(beat, 1, base + chord.root, 0.34));
      if (bar < bars - 1) {
        notes.add(new Note(beat + 1, 1, base + chord.third, 0.2));
        notes.add(new Note(beat + 2, 1, base + chord.fifth, 0.22));
      }
    }
    return notes;
  }

  private List<Note> carpet() {
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < bars; bar++) {
      Chord chord = chord(bar);
      int base = scale.tonic() - 12;
      notes.add(new Note(bar * 3, 3, base + chord.third, 0.12));
      notes.add(new Note(bar * 3, 3, base + chord.fifth, 0.12));
    }
    return notes;
  }

  private Chord chord(int bar) {
    return bar == bars - 1 ? Chord.TONIC : turn.get(bar % turn.size());
  }
}
