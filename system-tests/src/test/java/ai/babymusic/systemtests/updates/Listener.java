package ai.babymusic.systemtests.updates;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.systemtests.running.ServerSentEvents;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One client with a bad connection: it listens, is cut off after some changes, and comes back to
 * any gateway with the last id it has.
 */
final class Listener implements Runnable {

  private static final int REMEMBERED_VISITS = 12;

  private final String name;
  private final Account account;
  private final Gateways gateways;
  private final HttpClient http;
  private final Connection connection;
  private final RandomGenerator random;
  private final Tally tally;

  private final List<Change> changes = new ArrayList<>();
  private final Deque<String> visits = new ArrayDeque<>();
  private @Nullable String begin;
  private String lastId = "";
  private volatile boolean connected;
  private volatile boolean dismissed;

  Listener(
      String name,
      Account account,
      Gateways gateways,
      HttpClient http,
      Connection connection,
      RandomGenerator random,
      Tally tally) {
    this.name = name;
    this.account = account;
    this.gateways = gateways;
    this.http = http;
    this.connection = connection;
    this.random = random;
    this.tally = tally;
  }

  Account account() {
    return account;
  }

  boolean isConnected() {
    return connected;
  }

  /** Whether it was told that its session is over. */
  boolean isDismissed() {
    return dismissed;
  }

  @Override
  public void run() {
    try {
      while (!dismissed) {
        URI gateway = gateways.any(random);
        try {
          remember(gateway + " from " + lastId + ": " + visit(gateway));
        } catch (IOException e) {
          remember(gateway + " from " + lastId + ": " + e);
          tally.count("broken by the other side");
        }
        connected = false;
        Thread.sleep(connection.absence(account, random));
      }
    } catch (InterruptedException endOfTheTest) {
      Thread.currentThread().interrupt();
    }
  }

  /** The changes it has to have been told, of all that its user had; empty before it began. */
  synchronized Optional<List<Change>> share(List<Change> all) {
    return Optional.ofNullable(begin)
        .map(id -> all.stream().filter(change -> change.seq() > Change.seq(id)).toList());
  }

  synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Who it is, and how its last visits ended. */
  synchronized String story() {
    return name
        + " of "
        + account.user()
        + ", began at "
        + begin
        + "\n    "
        + String.join("\n    ", visits);
  }

  private String visit(URI gateway) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/api/events"))
            .header("authorization", "Bearer " + account.at(gateway).token())
            .timeout(Duration.ofSeconds(20));
    if (!lastId.isEmpty()) {
      request.header("last-event-id", lastId);
    }
    long farthest = account.farthest();
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var events = new ServerSentEvents(answer.body())) {
      if (answer.statusCode() != 200) {
        tally.count("refused with " + answer.statusCode());
        return "refused with " + answer.statusCode();
      }
      long missed = lastId.isEmpty() ? 0 : farthest - Change.seq(lastId);
      return listen(events, Connection.changesUntilCut(random, missed), farthest);
    }
  }

  private String listen(ServerSentEvents events, long until, long farthest) throws IOException {
    ServerSentEvents.Event ready = events.next();
    if (ready == null) {
      return "closed before it began";
    }
    begin(ready);
    for (long told = 0; told < until || connection.isGood(account); told++) {
      ServerSentEvents.Event event = events.next();
      if (event == null) {
        tally.count("closed by the other side");
        return "closed after " + told;
      }
      if (event.name().equals("end")) {
        tally.count("end: " + event.data());
        dismissed = event.data().equals("revoked");
        return "end: " + event.data() + " after " + told;
      }
      take(event);
    }
    boolean inReplay = Change.seq(lastId) < farthest;
    tally.count(inReplay ? Tally.CUT_IN_REPLAY : Tally.CUT);
    return (inReplay ? "cut in a replay after " : "cut after ") + until;
  }

  private synchronized void begin(ServerSentEvents.Event ready) {
    if (begin == null) {
      begin = ready.id();
      lastId = ready.id();
    } else if (!ready.id().equals(lastId) || !ready.data().equals("{\"resumed\":true}")) {
      // Whatever follows would be compared with the wrong beginning.
      changes.add(new Change("not resumed: " + ready, ready.id(), account.user(), account.user()));
    }
    connected = true;
  }

  private synchronized void take(ServerSentEvents.Event event) {
    JsonNode row = EventCodec.JSON.readTree(event.data());
    boolean profile = event.name().startsWith("profile.");
    changes.add(
        new Change(event.name(), event.id(), id(row, "id"), id(row, profile ? "id" : "user_id")));
    lastId = event.id();
    account.told(Change.seq(lastId));
  }

  /** Of a {@code reset} there is no row. */
  private UUID id(JsonNode row, String field) {
    return row.has(field) ? UUID.fromString(row.get(field).asString()) : new UUID(0, 0);
  }

  private synchronized void remember(String visit) {
    visits.addLast(visit);
    if (visits.size() > REMEMBERED_VISITS) {
      visits.removeFirst();
    }
  }
}
