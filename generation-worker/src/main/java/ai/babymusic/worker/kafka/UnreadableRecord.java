package ai.babymusic.worker.kafka;

/** A record that cannot be read today and could not be read tomorrow. */
final class UnreadableRecord extends RuntimeException {
  UnreadableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
