package ai.babymusic.systemtests.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.systemtests.faults.Books.Attempt;
import ai.babymusic.systemtests.faults.Books.Song;
import ai.babymusic.systemtests.faults.Books.Task;
import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Parents ask for songs while every process is killed at random and webhooks are doubled, reordered
 * and lost. Two workers and two ingests do the work; each worker names another ingest to the
 * provider, so that its tasks show which of them did what.
 *
 * <p>{@code -Dfaults=long} asks for 300 songs and kills each process five times; {@code
 * -Dfaults.seed=…} repeats what an earlier run did to the system.
 */
class NoSongIsLostTest {

  private static final Duration UNTIL_QUIET = Duration.ofMinutes(6);
  private static final Duration UNTIL_TIDY = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FaultPlan plan = FaultPlan.wanted();
  private final RunningSystem system = RunningSystem.shared();
  private final Diary diary = new Diary();
  private final Promises promises = new Promises();

  @Test
  void whateverIsKilledAndWhateverTheProviderForgetsToSay() throws Exception {
    diary.note(plan.toString());
    List<Parent> parents =
        Stream.generate(() -> Parent.signUp(system.gateway())).limit(plan.parents()).toList();
    var books = new BookKeeping(system, parents.stream().map(Parent::id).toList(), Instant.now());
    try (Instance ingest = Instance.start(system, Service.WEBHOOK_INGEST);
        Instance worker =
            Instance.start(
                system,
                Service.GENERATION_WORKER,
                Map.of("WEBHOOK_PUBLIC_URL", ingest.uri().toString()));
        WebhookFaults _ = WebhookFaults.inForce(system.simulator(), plan)) {
      ingest.awaitReady();
      worker.awaitReady();
      makeSongsUnderFire(parents, victims(ingest, worker));
      awaitQuiet(books);
      await()
          .atMost(UNTIL_TIDY)
          .pollInterval(LOOK)
          .untilAsserted(() -> assertThat(audit(books.read()).violations()).isEmpty());
      Books end = books.read();
      report(end);
      assertThat(promises.broken()).isEmpty();
      assertThat(promises.songs()).hasSize(plan.songs());
      assertThat(end.songs()).extracting(Song::status).containsOnly("ready");
      assertTheLoadWasShared(end);
      parents.forEach(this::assertAllCanBePlayed);
    }
  }

  private List<Victim> victims(Instance ingest, Instance worker) {
    List<Victim> victims = new ArrayList<>();
    RunningSystem.PROCESSES.forEach(name -> victims.add(new Victim.Supervised(system, name)));
    victims.add(new Victim.Beside(ingest, "second webhook-ingest"));
    victims.add(new Victim.Beside(worker, "second generation-worker"));
    return victims;
  }

  private void makeSongsUnderFire(List<Parent> parents, List<Victim> victims) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var turns = new Semaphore(0);
      List<Future<?>> running = new ArrayList<>();
      for (int n = 0; n < parents.size(); n++) {
        var frontend = new Frontend(parents.get(n), plan.wishes(n), turns, promises);
        String done = "parent " + n + " has asked for all songs";
        running.add(
            threads.submit(() -> {
              frontend.run();
              diary.note(done);
            }));
      }
      new Trouble(victims, plan, turns, diary).run();
      for (Future<?> frontend : running) {
        frontend.get();
      }
    }
  }

  private void awaitQuiet(BookKeeping books) {
    await("nothing is under way any more")
        .atMost(UNTIL_QUIET)
        .pollInterval(LOOK)
        .until(() ->
            books.jobsLeft().isEmpty()
                && audit(books.read()).unfinished().isEmpty()
                && backlog("generation-worker") == 0
                && backlog("generation-worker-audio") == 0);
    diary.note("nothing is under way any more");
  }

  private long backlog(String group) throws Exception {
    return Backlog.of(group, system.kafkaBootstrapServers());
  }

  private Audit audit(Books books) {
    return new Audit(promises.songs(), promises.deletedSongs(), books);
  }

  private void report(Books books) {
    diary.note(
        "songs %s, deleted %d; attempts %s"
            .formatted(
                books.songs().stream().collect(groupingBy(Song::status, TreeMap::new, counting())),
                promises.deletedSongs().size(),
                books.attempts().stream()
                    .collect(groupingBy(Attempt::status, TreeMap::new, counting()))));
    diary.note(
        "tasks %d, paid %d; attempts that the provider was called for %d, once unknown %d"
            .formatted(
                books.tasks().size(),
                books.tasks().stream().filter(Task::paid).count(),
                books.attempts().stream().filter(Attempt::called).count(),
                books.attempts().stream().filter(Attempt::everUnknown).count()));
    diary.note(
        "tasks by worker %s, webhooks sent %s, taken %s; requests sent again %d"
            .formatted(
                books.tasks().stream()
                    .collect(groupingBy(Task::receiver, TreeMap::new, counting())),
                webhooks(books, Task::sent),
                webhooks(books, Task::taken),
                promises.repetitions()));
  }

  private static Map<String, Integer> webhooks(Books books, ToIntFunction<Task> count) {
    return books.tasks().stream()
        .collect(groupingBy(Task::receiver, TreeMap::new, summingInt(count)));
  }

  /** Of two, each did a tenth at least, although one was away while the other had most to do. */
  private static void assertTheLoadWasShared(Books books) {
    for (Map<String, Integer> shares :
        List.of(webhooks(books, _ -> 1), webhooks(books, Task::taken))) {
      int whole = shares.values().stream().mapToInt(share -> share).sum();
      assertThat(shares.values())
          .hasSize(2)
          .allSatisfy(share -> assertThat(share * 10).isGreaterThan(whole));
    }
  }

  /** As the parent's page does: from the list to the bytes. */
  private void assertAllCanBePlayed(Parent parent) {
    Parent.read(parent.call("GET", "/api/songs?limit=100", Map.of()))
        .get("songs")
        .valueStream()
        .flatMap(song -> Stream.concat(Stream.of(song), song.get("variations").valueStream()))
        .forEach(take ->
            assertThat(
                    Parent.fetch(URI.create(take.get("audio_url").asString()), "bytes=0-3")
                        .statusCode())
                .as(take.toString())
                .isEqualTo(206));
  }
}
