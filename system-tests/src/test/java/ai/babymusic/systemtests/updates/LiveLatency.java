package ai.babymusic.systemtests.updates;

import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.RunningSystem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a change takes from its commit to a client's stream, through the running system,
 * how much of that it is on its way to Kafka and from there, and beside it how long a plain {@code
 * NOTIFY} of the same transactions takes to a {@code LISTEN}. One process commits and listens, so
 * there is one clock. Its name keeps it out of the usual run; how to start it stands in
 * CONTRIBUTING.md.
 */
class LiveLatency {

  private static final int STREAMS_OF_A_USER = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RunningSystem system = RunningSystem.shared();
  private final Administrator database = new Administrator(system.database());
  private final int rate = Integer.getInteger("changes.per.second", 300);
  private final int seconds = Integer.getInteger("seconds", 20);

  @Test
  void print() throws Exception {
    for (String streams : System.getProperty("streams", "1,100,500").split(",", -1)) {
      measure(Integer.parseInt(streams));
    }
  }

  private void measure(int count) throws Exception {
    List<Account> listened =
        IntStream.range(0, Math.ceilDiv(count, STREAMS_OF_A_USER))
            .mapToObj(_ -> Account.signUp(system.gateway()))
            .toList();
    listened.forEach(account -> new SongsByHand(database).add(account, 1));
    int changes = rate * (seconds + (int) WARM_UP.toSeconds());
    try (var notified = new Notified(database, changes);
        var watchers = new Watchers(system.gateway(), listened, count, changes);
        var relayed = new Relayed(system.kafkaBootstrapServers())) {
      long[] commits = commit(listened, changes);
      await("all changes on all streams")
          .atMost(PATIENCE)
          .until(() -> watchers.have(changes) && notified.has(changes));
      int from = rate * (int) WARM_UP.toSeconds();
      long[] sent = relayed.times(changes);
      print(count + " streams, commit -> event", watchers.since(commits, from));
      print(count + " streams, commit -> Kafka", since(commits, sent, from));
      print(count + " streams, Kafka -> event", watchers.since(sent, from));
      print(count + " streams, commit -> NOTIFY", notified.since(commits, from));
    }
  }

  /** When each change was committed; they go to the users by turns. */
  private long[] commit(List<Account> accounts, int changes) throws SQLException {
    long[] commits = new long[changes];
    List<UUID> songs = new ArrayList<>();
    accounts.forEach(account -> songs.add(account.someSong(new SplittableRandom())));
    try (Connection connection = database.connect();
        PreparedStatement change =
            connection.prepareStatement(
                """
                with notified as (select pg_notify('changes', ?))
                update public.songs set name = ? || (select '' from notified) where id = ?
                """)) {
      long begin = System.nanoTime();
      for (int n = 0; n < changes; n++) {
        LockSupport.parkNanos(begin + 1_000_000_000L * n / rate - System.nanoTime());
        change.setString(1, Integer.toString(n));
        change.setString(2, Watchers.NUMBERED + n);
        change.setObject(3, songs.get(n % songs.size()));
        change.executeUpdate();
        commits[n] = System.nanoTime();
      }
      long late = System.nanoTime() - begin - 1_000_000_000L * changes / rate;
      System.out.printf(
          "%d changes a second for %d s, %d ms behind at the end%n",
          rate, seconds, late / 1_000_000);
    }
    return commits;
  }

  private static long[] since(long[] before, long[] after, int from) {
    return IntStream.range(from, before.length).mapToLong(n -> after[n] - before[n]).toArray();
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-32s p50 %6.1f ms   p95 %6.1f ms   p99 %6.1f ms   max %6.1f ms   (%d)%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 95 / 100] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6,
        nanos.length);
  }
}
