package ai.babymusic.local.piapi;

/** A song's picture: a moon over a hill, in colours of its own. */
final class Cover {

  static final String PATH = "/images/";

  private Cover() {}

  static Answer of(String path) {
    int hue = Math.floorMod(path.hashCode(), 360);
    return Answer.text(
        200,
        "image/svg+xml",
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
          <rect width="100" height="100" fill="hsl(%1$d 45%% 28%%)"/>
          <circle cx="68" cy="32" r="14" fill="hsl(48 80%% 88%%)"/>
          <ellipse cx="50" cy="104" rx="80" ry="32" fill="hsl(%1$d 40%% 18%%)"/>
        </svg>
        """
            .formatted(hue));
  }
}
