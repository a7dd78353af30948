package ai.babymusic.gateway.audio;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;

/** The file name under which a browser saves a song. */
final class DownloadName {
  private static final int LONGEST = 120;

  private DownloadName() {}

  static String disposition(String title, String extension) {
    // What file systems refuse or read as a path; the title is a person's text.
    String safe = title.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", " ").strip();
    String cut =
        safe.codePointCount(0, safe.length()) > LONGEST
            ? safe.substring(0, safe.offsetByCodePoints(0, LONGEST))
            : safe;
    String name = (cut.isEmpty() ? "song" : cut) + extension;
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
