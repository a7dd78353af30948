package ai.babymusic.systemtests.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Everything changes and everything fails at once; in the end each of 200 clients has had every
 * change of its user once and in order. Repeat a run with {@code -Dupdates.seed=…}, which it
 * prints: the choices are the same then, the moments are not.
 */
class LiveUpdatesNeverMissTest {

  private static final int ACCOUNTS = 25;
  private static final int CLIENTS_OF_EACH = 8;
  private static final int CHANGES = 5_000;
  private static final int COPIED = 1_500;
  private static final int COPIED_TO_ONE = 600;
  private static final int SONGS_OF_THE_DELETED = 300;
  private static final int ROUTE_WRITERS = 6;
  private static final int SQL_WRITERS = 2;

  private final RunningSystem system = RunningSystem.shared();
  private final Administrator database = new Administrator(system.database());
  private final SongsByHand byHand = new SongsByHand(database);
  private final long seed = Long.getLong("updates.seed", System.nanoTime());
  private final SplittableGenerator random = new SplittableRandom(seed);
  private final Instant begin = Instant.now();

  @Test
  void everyClientIsToldEveryChangeOfItsUserOnceAndInOrder() throws Exception {
    System.out.println("seed " + seed);
    try (Instance secondGateway = Instance.start(system, Service.API_GATEWAY);
        Relays relays = new Relays(system)) {
      secondGateway.awaitReady();
      var gateways = new Gateways(List.of(system.gateway(), secondGateway.uri()));
      List<Account> accounts =
          IntStream.range(0, ACCOUNTS)
              .parallel()
              .mapToObj(_ -> Account.signUp(system.gateway()))
              .toList();
      accounts.forEach(account -> byHand.add(account, 10));
      accounts.forEach(byHand::addFailed);
      var ledger = new Ledger(database, accounts.stream().map(Account::user).toList());
      said("accounts");

      try (var audience = new Audience(accounts, CLIENTS_OF_EACH, gateways, random)) {
        said("audience");
        var trouble = new Trouble(system, secondGateway, relays, database);
        run(accounts, gateways, audience, trouble, ledger);
        ledger.assertNumberedWithoutGaps();
        audience.assertToldEverythingOnce(ledger);
        said("everything told, " + ledger.size() + " changes, " + audience.tally());
        assertThat(audience.tally().complaints()).isEmpty();
        assertThat(audience.tally().of(Tally.CUT_IN_REPLAY)).isPositive();
      }
    }
  }

  private void run(
      List<Account> accounts, Gateways gateways, Audience audience, Trouble trouble, Ledger ledger)
      throws Exception {
    Account deleted = accounts.getFirst();
    Account quiet = accounts.get(1);
    List<Account> busy = accounts.subList(2, accounts.size());
    var enough = new AtomicBoolean();
    List<Thread> writers = writers(busy, gateways, audience.tally(), () -> !enough.get());
    try {
      byHand.add(deleted, SONGS_OF_THE_DELETED);
      trouble.gatewaysAreRestarted();
      said("gateways restarted");
      byHand.copy(busy, COPIED, COPIED_TO_ONE);
      trouble.theLeadingRelayIsKilled();
      said("leading relay killed");
      trouble.postgresIsKilled();
      said("postgres killed");
      trouble.theSlotIsDropped();
      said("slot dropped");
      delete(deleted, gateways, audience, ledger);
      said("account deleted");
      trouble.theRelayIsKilledWhileItRepublishes();
      said("relay killed while it republished");
      trouble.theLeaderIsPausedAndWakesAfterItsStandbyTookOver(() -> {
        byHand.add(quiet, 1);
        audience.awaitTold(quiet, ledger.last(quiet.user()));
      });
      said("relay paused");
      await().atMost(Duration.ofMinutes(3)).until(() -> ledger.size() >= CHANGES);
      said("enough changes");
    } finally {
      enough.set(true);
      accounts.forEach(audience.connection()::isGoodFor);
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private List<Thread> writers(
      List<Account> busy, Gateways gateways, Tally tally, BooleanSupplier goesOn) {
    List<Runnable> writers = new ArrayList<>();
    IntStream.range(0, ROUTE_WRITERS)
        .forEach(_ -> writers.add(new RouteWriter(busy, gateways, random.split(), tally, goesOn)));
    IntStream.range(0, SQL_WRITERS)
        .forEach(_ -> writers.add(new SqlWriter(busy, database, random.split(), tally, goesOn)));
    return writers.stream().map(writer -> Thread.ofVirtual().start(writer)).toList();
  }

  /**
   * Its sessions end with it, and whoever is away then cannot come back: a client that was told a
   * change on a good connection stays.
   */
  private void delete(Account account, Gateways gateways, Audience audience, Ledger ledger) {
    audience.connection().isGoodFor(account);
    byHand.add(account, 1);
    audience.awaitTold(account, ledger.last(account.user()));
    assertThat(
            account
                .at(gateways.addresses().getFirst())
                .call("DELETE", "/api/profile", Map.of())
                .statusCode())
        .isEqualTo(204);
    audience.awaitDismissed(account);
  }

  private void said(String what) {
    System.out.printf(
        "%5.1f s %s%n", Duration.between(begin, Instant.now()).toMillis() / 1e3, what);
  }
}
