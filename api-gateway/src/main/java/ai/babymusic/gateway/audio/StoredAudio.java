package ai.babymusic.gateway.audio;

import java.util.Optional;
import java.util.regex.Pattern;

/** A stored location, {@code s3://bucket/key}, as the rows hold it. */
record StoredAudio(String bucket, String key) {
  private static final Pattern LOCATION = Pattern.compile("s3://([^/]+)/(.+)");

  /** Empty for the provider's own URLs, which rows imported from the original app hold. */
  static Optional<StoredAudio> parse(String location) {
    var parts = LOCATION.matcher(location);
    return parts.matches()
        ? Optional.of(new StoredAudio(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** With its dot, or empty. */
  String extension() {
    int dot = key.lastIndexOf('.');
    return dot > key.lastIndexOf('/') ? key.substring(dot) : "";
  }
}
