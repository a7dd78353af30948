package ai.babymusic.local.settings;

/** What was asked for cannot be done; the message is the one line its user needs. */
public final class Refusal extends RuntimeException {
  public Refusal(String message) {
    super(message);
  }
}
