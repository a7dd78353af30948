package ai.babymusic.worker.lyrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/**
 * Our own stanzas on one subject, from {@code lyrics/{name}.txt}: each begins with a line {@code #
 * verse}, {@code # chorus} or {@code # ending}.
 */
record StanzaBook(List<String> verses, List<String> choruses, List<String> endings) {

  static StanzaBook named(String name) {
    try (InputStream in = new ClassPathResource("lyrics/" + name + ".txt").getInputStream()) {
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StanzaBook parse(String text) {
    return new StanzaBook(parts(text, "verse"), parts(text, "chorus"), parts(text, "ending"));
  }

  private static List<String> parts(String text, String kind) {
    return Arrays.stream(text.split("(?m)^# "))
        .filter(part -> part.startsWith(kind + "\n"))
        .map(part -> part.substring(kind.length()).strip())
        .toList();
  }
}
