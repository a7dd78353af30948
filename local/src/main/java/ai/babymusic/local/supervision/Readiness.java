package ai.babymusic.local.supervision;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whether a process that has started can do its work yet. */
@FunctionalInterface
public interface Readiness {

  boolean isReady(ProcessHandle process) throws InterruptedException;

  /** A health route answers 200. */
  static Readiness http(HttpClient client, URI health) {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    return process -> {
      try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        // Nobody listens yet, or not for long enough: not ready is the whole answer.
        return false;
      }
    };
  }

  /** The process has written its own pid into {@code file}; an older process's word is no word. */
  static Readiness file(Path file) {
    return process -> {
      try {
        return Files.exists(file)
            && Files.readString(file).strip().equals(String.valueOf(process.pid()));
      } catch (IOException e) {
        // It is being replaced at this moment: ask again.
        return false;
      }
    };
  }
}
