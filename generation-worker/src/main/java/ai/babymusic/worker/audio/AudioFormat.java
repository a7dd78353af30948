package ai.babymusic.worker.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/** Formats that a browser plays, known by their first bytes and not by what a server calls them. */
enum AudioFormat {
  MP3("mp3", "audio/mpeg"),
  WAV("wav", "audio/wav"),
  OGG("ogg", "audio/ogg"),
  FLAC("flac", "audio/flac"),
  M4A("m4a", "audio/mp4");

  /** How many bytes from the start are looked at: two of the longest MPEG frames. */
  static final int LOOKED_AT = 4096;

  private final String extension;
  private final String mediaType;

  AudioFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  static Optional<AudioFormat> of(byte[] start) {
    if (says(start, 0, "RIFF") && says(start, 8, "WAVE")) {
      return Optional.of(WAV);
    }
    if (says(start, 0, "OggS") && start.length > 4 && start[4] == 0) {
      return Optional.of(OGG);
    }
    if (says(start, 0, "fLaC")) {
      return Optional.of(FLAC);
    }
    if (says(start, 4, "ftypM4A") || says(start, 4, "ftypM4B")) {
      return Optional.of(M4A);
    }
    return id3(start) || MpegFrame.startsWithFrames(start) ? Optional.of(MP3) : Optional.empty();
  }

  /**
   * A tag of ID3v2: its sizes use seven bits a byte. The frames may begin far behind its picture.
   */
  private static boolean id3(byte[] start) {
    if (!says(start, 0, "ID3") || start.length < 10) {
      return false;
    }
    boolean version = start[3] >= 2 && start[3] <= 4;
    return version && (start[6] | start[7] | start[8] | start[9]) >= 0;
  }

  private static boolean says(byte[] start, int at, String word) {
    return start.length >= at + word.length()
        && new String(start, at, word.length(), ISO_8859_1).equals(word);
  }
}
