package ai.babymusic.gateway.audio;

import java.util.regex.Pattern;

/** A stored location, {@code s3://bucket/key}, as the rows hold it. */
record StoredAudio(String bucket, String key) {
  private static final Pattern LOCATION = Pattern.compile("s3://([^/]+)/(.+)");

  static StoredAudio parse(String location) {
    var parts = LOCATION.matcher(location);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a stored location: " + location);
    }
    return new StoredAudio(parts.group(1), parts.group(2));
  }

  /** With its dot, or empty. */
  String extension() {
    int dot = key.lastIndexOf('.');
    return dot > key.lastIndexOf('/') ? key.substring(dot) : "";
  }
}
