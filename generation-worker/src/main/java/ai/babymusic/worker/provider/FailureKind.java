package ai.babymusic.worker.provider;

/**
 * Why there is no song, as far as it makes a difference: what operators find in {@code error_code},
 * what a parent reads, and whether asking once more makes sense.
 */
public enum FailureKind {
  PROVIDER_FAILED(
      "provider_failed", "This song could not be composed. Please try once more.", true),
  NO_AUDIO(
      "no_audio", "The song was composed, but came without sound. Please try once more.", true),
  NOT_ALLOWED(
      "not_allowed",
      "The music studio did not accept the words of this song. Please try another idea.",
      false),
  REFUSED("refused", "The music studio could not take this song. Please try once more.", true),
  NO_CREDITS(
      "no_credits", "The music studio has no time for us just now. Please try again later.", true),
  BUSY(
      "provider_busy",
      "The music studio has too much to do just now. Please try again in a few minutes.",
      true),
  GAVE_UP("gave_up", "This song is taking far too long. Please try once more.", true),
  AUDIO_UNAVAILABLE(
      "audio_unavailable",
      "The song was composed, but its recording could not be fetched. Please try once more.",
      true);

  private final String code;
  private final String message;
  private final boolean retryable;

  FailureKind(String code, String message, boolean retryable) {
    this.code = code;
    this.message = message;
    this.retryable = retryable;
  }

  public String code() {
    return code;
  }

  /** For parents. */
  public String message() {
    return message;
  }

  public boolean retryable() {
    return retryable;
  }
}
