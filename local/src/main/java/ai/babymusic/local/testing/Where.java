package ai.babymusic.local.testing;

/** Where the servers run that tests talk to: the one place that {@code -Dinfra} decides. */
public enum Where {
  /** In the tests' own JVM and below it; needs nothing. */
  EMBEDDED,
  /** In containers, on the images of {@code docker-compose.yml}; needs a Docker. */
  DOCKER;

  private static final String SWITCH = "infra";

  /**
   * What this run was told.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public static Where chosen() {
    return named(System.getProperty(SWITCH, "embedded"));
  }

  static Where named(String name) {
    return switch (name) {
      case "embedded" -> EMBEDDED;
      case "docker" -> DOCKER;
      default ->
          throw new IllegalArgumentException(
              "-D" + SWITCH + " must be embedded or docker, not " + name);
    };
  }
}
