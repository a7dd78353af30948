package ai.babymusic.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.systemtests.faults.Books.Song;
import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import ai.babymusic.systemtests.updates.Account;
import ai.babymusic.systemtests.updates.Administrator;
import ai.babymusic.systemtests.updates.Audience;
import ai.babymusic.systemtests.updates.Gateways;
import ai.babymusic.systemtests.updates.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two instances of every service are replaced one after the other, as for an upgrade, while twenty
 * songs are in the making and a hundred streams are open: no song, no change and no payment is lost
 * or doubled, and every stream is told that it should go on elsewhere.
 */
class RollingUpgradeTest {

  private static final int PARENTS = 20;
  private static final int SONGS_EACH = 7;
  private static final int STREAMS_EACH = 5;
  private static final Duration UNTIL_QUIET = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FaultPlan plan =
      new FaultPlan(
          Long.getLong("faults.seed", System.currentTimeMillis()),
          PARENTS,
          SONGS_EACH,
          1,
          Duration.ofSeconds(1),
          Duration.ZERO,
          true);
  private final RunningSystem system = RunningSystem.shared();
  private final Diary diary = new Diary();
  private final Promises promises = new Promises();
  private final Map<Service, Instance> second = new TreeMap<>();

  /** By asking, so that what they have in hand goes to the first at once. */
  @AfterEach
  void endTheSecond() {
    second.values().forEach(Instance::stop);
  }

  @Test
  void nobodyNoticesThatEveryServiceIsReplaced() throws Exception {
    diary.note(plan.toString());
    for (Service service : Service.values()) {
      second.put(service, Instance.start(system, service));
    }
    second.values().forEach(Instance::awaitReady);
    var gateways = new Gateways(List.of(system.gateway(), second(Service.API_GATEWAY).uri()));
    List<Account> accounts =
        Stream.generate(() -> Account.signUp(system.gateway())).limit(PARENTS).toList();
    var ledger =
        new Ledger(
            new Administrator(system.database()), accounts.stream().map(Account::user).toList());
    var books =
        new BookKeeping(system, accounts.stream().map(Account::user).toList(), Instant.now());
    try (var audience =
        new Audience(accounts, STREAMS_EACH, gateways, new SplittableRandom(plan.seed()))) {
      accounts.forEach(audience.connection()::isGoodFor);
      makeSongsWhileAllIsReplaced(accounts.stream().map(one -> one.at(system.gateway())).toList());
      await()
          .atMost(UNTIL_QUIET)
          .pollInterval(LOOK)
          .untilAsserted(() -> assertThat(audit(books.read()).violations()).isEmpty());
      Books end = books.read();
      ledger.assertNumberedWithoutGaps();
      audience.assertToldEverythingOnce(ledger);
      diary.note(
          "%d songs, %d tasks, %d changes, each told on %d streams; streams %s; requests sent again %d"
              .formatted(
                  end.songs().size(),
                  end.tasks().size(),
                  ledger.size(),
                  STREAMS_EACH,
                  audience.tally(),
                  promises.repetitions()));
      assertThat(promises.broken()).isEmpty();
      assertThat(promises.songs()).hasSize(plan.songs());
      assertThat(end.songs()).extracting(Song::status).containsOnly("ready");
      assertThat(end.attempts()).noneMatch(Books.Attempt::everUnknown);
      assertThat(audience.tally().of("end: shutdown")).isPositive();
      assertThat(audience.tally().of("closed by the other side")).isZero();
    }
  }

  private void makeSongsWhileAllIsReplaced(List<Parent> parents) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var turns = new Semaphore(PARENTS);
      List<Future<?>> running = new ArrayList<>();
      for (int n = 0; n < parents.size(); n++) {
        running.add(threads.submit(new Frontend(parents.get(n), plan.wishes(n), turns, promises)));
      }
      new Trouble(replaced(), plan, turns, diary).run();
      for (Future<?> frontend : running) {
        frontend.get();
      }
    }
  }

  private List<Victim> replaced() {
    return Stream.of(Service.values())
        .flatMap(service ->
            Stream.of(
                new Victim.Supervised(system, service.moduleName()).replaced(),
                new Victim.Beside(second(service), "second " + service.moduleName()).replaced()))
        .toList();
  }

  private Instance second(Service service) {
    return Objects.requireNonNull(second.get(service));
  }

  private Audit audit(Books books) {
    return new Audit(promises.songs(), promises.deletedSongs(), books);
  }
}
