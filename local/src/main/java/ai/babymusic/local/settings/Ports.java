package ai.babymusic.local.settings;

/** The ports of one instance on loopback: the defaults, all shifted by the same offset. */
public record Ports(int offset) {

  private static final int HIGHEST_DEFAULT = 54_320;

  /**
   * Checks that every shifted port exists.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public Ports {
    if (offset < 0 || HIGHEST_DEFAULT + offset > 65_535) {
      throw new IllegalArgumentException(
          "the port offset must be between 0 and "
              + (65_535 - HIGHEST_DEFAULT)
              + ", not "
              + offset);
    }
  }

  public int gateway() {
    return 8080 + offset;
  }

  public String gatewayUrl() {
    return "http://127.0.0.1:" + gateway();
  }

  public int ingest() {
    return 8081 + offset;
  }

  public int simulator() {
    return 8090 + offset;
  }

  public int kafka() {
    return 9092 + offset;
  }

  /** Only the broker itself connects there. */
  public int kafkaController() {
    return 9093 + offset;
  }

  public int s3() {
    return 9000 + offset;
  }

  public int smtp() {
    return 2525 + offset;
  }

  public int postgres() {
    return HIGHEST_DEFAULT + offset;
  }
}
