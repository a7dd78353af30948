package ai.babymusic.systemtests.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator.SplittableGenerator;

/** All clients, each on a thread of its own. */
public final class Audience implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int TOLD_AT_MOST = 5;

  private final List<Listener> listeners = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Tally tally = new Tally();

  private final Connection connection = new Connection();

  /** Returns when all of them have begun. */
  public Audience(
      List<Account> accounts, int clientsOfEach, Gateways gateways, SplittableGenerator random) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    for (Account account : accounts) {
      for (int n = 1; n <= clientsOfEach; n++) {
        listeners.add(
            new Listener(
                "client " + n, account, gateways, http, connection, random.split(), tally));
      }
    }
    listeners.forEach(listener -> threads.add(Thread.ofVirtual().start(listener)));
    await().atMost(PATIENCE).until(() -> listeners.stream().allMatch(Listener::isConnected));
  }

  public Tally tally() {
    return tally;
  }

  public Connection connection() {
    return connection;
  }

  void awaitDismissed(Account account) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(of(account))
                .allSatisfy(one -> assertThat(one.isDismissed()).as(one.story()).isTrue()));
  }

  /** Returns when each client of the account was told of the change. */
  void awaitTold(Account account, String position) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(of(account))
                .allSatisfy(one ->
                    assertThat(one.changes().stream().map(Change::position))
                        .as(one.story())
                        .contains(position)));
  }

  /** That each client has, or soon has, what the ledger says, and nothing else. */
  public void assertToldEverythingOnce(Ledger ledger) {
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .untilAsserted(() -> assertThat(String.join("\n", differences(ledger.read()))).isEmpty());
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    await().atMost(PATIENCE).until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  private List<Listener> of(Account account) {
    return listeners.stream().filter(one -> one.account() == account).toList();
  }

  private List<String> differences(Map<UUID, List<Change>> ledger) {
    return listeners.stream()
        .map(one -> difference(one, ledger.getOrDefault(one.account().user(), List.of())))
        .filter(text -> !text.isEmpty())
        .limit(TOLD_AT_MOST)
        .toList();
  }

  private static String difference(Listener listener, List<Change> all) {
    List<Change> expected = listener.share(all).orElseThrow();
    List<Change> told = listener.changes();
    int at = 0;
    while (at < Math.min(expected.size(), told.size()) && expected.get(at).equals(told.get(at))) {
      at++;
    }
    if (at == expected.size() && at == told.size()) {
      return "";
    }
    return listener.story()
        + "\n  was told "
        + told.size()
        + " of "
        + expected.size()
        + " changes; the first difference is no. "
        + (at + 1)
        + ":\n    expected "
        + (at < expected.size() ? expected.get(at) : "nothing more")
        + "\n    but was told "
        + (at < told.size() ? told.get(at) : "nothing more");
  }
}
