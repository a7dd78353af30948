package ai.babymusic.systemtests.updates;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.running.ServerSentEvents;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Open streams that note when each numbered change came. */
final class Watchers implements AutoCloseable {

  /** What the names of the changes begin with, before the number. */
  static final String NUMBERED = "No. ";

  private static final String BEFORE_NUMBER = "\"name\":\"" + NUMBERED;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Watcher> watchers = new ArrayList<>();
  private final int users;

  Watchers(URI gateway, List<Account> accounts, int count, int changes)
      throws IOException, InterruptedException {
    users = accounts.size();
    for (int n = 0; n < count; n++) {
      Account account = accounts.get(n % users);
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(gateway.resolve("/api/events"))
                  .header("authorization", "Bearer " + account.at(gateway).token())
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      var watcher = new Watcher(new ServerSentEvents(answer.body()), n % users, changes);
      watchers.add(watcher);
      Thread.ofVirtual().start(watcher);
    }
  }

  /** Whether each has all of its user's changes. */
  boolean have(int changes) {
    return watchers.stream()
        .allMatch(one -> one.seen.get() == IntStream.range(0, changes).filter(one::isTold).count());
  }

  /** Of every change on every stream that has to tell it. */
  long[] since(long[] commits, int from) {
    return watchers.stream()
        .flatMapToLong(one ->
            IntStream.range(from, commits.length)
                .filter(one::isTold)
                .mapToLong(n -> one.arrivals[n] - commits[n]))
        .toArray();
  }

  @Override
  public void close() throws IOException {
    for (Watcher watcher : watchers) {
      watcher.events.close();
    }
    http.shutdownNow();
  }

  private final class Watcher implements Runnable {

    private final ServerSentEvents events;
    private final int user;
    private final long[] arrivals;
    private final AtomicInteger seen = new AtomicInteger();

    Watcher(ServerSentEvents events, int user, int changes) {
      this.events = events;
      this.user = user;
      arrivals = new long[changes];
    }

    boolean isTold(int change) {
      return change % users == user;
    }

    @Override
    public void run() {
      try {
        for (var event = events.next(); event != null; event = events.next()) {
          long now = System.nanoTime();
          int at = event.data().indexOf(BEFORE_NUMBER);
          if (at >= 0) {
            int begin = at + BEFORE_NUMBER.length();
            int end = event.data().indexOf('"', begin);
            arrivals[Integer.parseInt(event.data().substring(begin, end))] = now;
            seen.incrementAndGet();
          }
        }
      } catch (IOException closed) {
        // The measurement is over: whether all has arrived was asked before.
      }
    }
  }
}
