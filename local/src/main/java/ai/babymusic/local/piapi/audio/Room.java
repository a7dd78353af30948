package ai.babymusic.local.piapi.audio;

/** A small room around the instruments: four echoing walls, softened, under the dry sound. */
final class Room {

  private static final double[] WALL_SECONDS = {0.0297, 0.0371, 0.0411, 0.0437};
  private static final float BOUNCE = 0.74f;
  private static final float WET = 0.11f;

  private Room() {}

  static float[] around(float[] dry) {
    float[] wet = dry.clone();
    for (double seconds : WALL_SECONDS) {
      float[] wall = new float[(int) (seconds * Mp3Shape.SAMPLE_RATE)];
      float soft = 0;
      int at = 0;
      for (int i = 0; i < dry.length; i++) {
        float echo = wall[at];
        soft = 0.6f * echo + 0.4f * soft;
        wall[at] = dry[i] + BOUNCE * soft;
        wet[i] += WET * echo;
        at = at + 1 == wall.length ? 0 : at + 1;
      }
    }
    return wet;
  }
}
