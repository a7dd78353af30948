package ai.babymusic.schemas.events;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A golden sample: an event's data as it was once released, in {@code events/}. */
record Sample(EventType type, String name, String json) {

  static final Path FOLDER = Path.of("src/main/resources/events");

  static Stream<Sample> all() {
    return Stream.of(EventType.values()).flatMap(type -> of(type).stream());
  }

  static List<Sample> of(EventType type) {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> name(file).matches(type.wireName() + "\\.sample(-[a-z]+)?\\.json"))
          .sorted()
          .map(file -> new Sample(type, name(file), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return requireNonNull(file.getFileName()).toString();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
