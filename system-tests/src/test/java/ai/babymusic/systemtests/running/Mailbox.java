package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mails that were received for everybody, each to be taken once. */
public final class Mailbox {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final Path folder;
  private final Set<Path> read = new HashSet<>();
  private final Map<String, Deque<Mail>> waiting = new HashMap<>();

  Mailbox(Path folder) {
    this.folder = folder;
  }

  /** The next mail to the address, when it is there. */
  public Mail next(String address) {
    return await("a mail to " + address)
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .until(() -> take(address), Optional::isPresent)
        .orElseThrow();
  }

  private synchronized Optional<Mail> take(String address) {
    for (Path file : files()) {
      if (read.add(file)) {
        Mail mail = Mail.read(file);
        waiting.computeIfAbsent(mail.to(), _ -> new ArrayDeque<>()).add(mail);
      }
    }
    return Optional.ofNullable(waiting.get(address)).map(Deque::poll);
  }

  /** In the order of their arrival, as they are named by its time. */
  private List<Path> files() {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
