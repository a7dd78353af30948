package ai.babymusic.systemtests.faults;

import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.faults.FaultPlan.Wish;
import ai.babymusic.systemtests.running.Parent;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A parent's page that stays usable while everything breaks: it sends again, with the same
 * idempotency key, what was not answered or answered 503, and waits for a free place after 429.
 */
final class Frontend implements Runnable {

  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final Set<String> IN_THE_MAKING_OR_MADE =
      Set.of("composing", "storing", "ready", "failed");
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Parent parent;
  private final List<Wish> wishes;
  private final Semaphore turns;
  private final Promises promises;

  /** One that asks for a song whenever there is a turn. */
  Frontend(Parent parent, List<Wish> wishes, Semaphore turns, Promises promises) {
    this.parent = parent;
    this.wishes = wishes;
    this.turns = turns;
    this.promises = promises;
  }

  /** Returns when each wish was accepted. */
  @Override
  public void run() {
    for (Wish wish : wishes) {
      turns.acquireUninterruptibly();
      UUID song = ask(wish);
      if (wish.askedTwice()) {
        ask(wish);
      }
      if (wish.deleted()) {
        throwAway(song);
      }
    }
  }

  private UUID ask(Wish wish) {
    HttpResponse<String> answer =
        answer("POST /api/songs", Set.of(202), () -> parent.askForSong(wish.key().toString()));
    UUID song = UUID.fromString(Parent.read(answer).get("id").asString());
    promises.accepted(wish.key(), song);
    return song;
  }

  private void throwAway(UUID song) {
    String path = "/api/songs/" + song;
    await(song + " is in the making")
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .until(() ->
            IN_THE_MAKING_OR_MADE.contains(
                Parent.read(answer("GET", Set.of(200), () -> parent.call("GET", path, Map.of())))
                    .get("status")
                    .asString()));
    // 404: an earlier DELETE, whose answer was lost, has done it.
    answer("DELETE", Set.of(204, 404), () -> parent.call("DELETE", path, Map.of()));
    promises.deleted(song);
  }

  private HttpResponse<String> answer(
      String what, Set<Integer> wanted, Supplier<HttpResponse<String>> request) {
    return await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .until(() -> once(what, wanted, request), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<HttpResponse<String>> once(
      String what, Set<Integer> wanted, Supplier<HttpResponse<String>> request) {
    HttpResponse<String> answer;
    try {
      answer = request.get();
    } catch (UncheckedIOException unanswered) {
      promises.repeated();
      return Optional.empty();
    }
    if (wanted.contains(answer.statusCode())) {
      return Optional.of(answer);
    }
    if (answer.statusCode() == 503) {
      promises.repeated();
    }
    if (!LATER.contains(answer.statusCode())) {
      promises.unexpected(what, answer.statusCode(), answer.body());
    }
    return Optional.empty();
  }
}
