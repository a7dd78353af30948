package ai.babymusic.systemtests.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A favourite is toggled 1,000 times while the worker makes the same songs ready; the first time
 * always between its two writes. Both write the song and take the user's next number: numbered at
 * once instead of at commit, the variation would hold the number and wait for the song, which the
 * toggle holds.
 */
class FavoriteWhileASongBecomesReadyTest {

  private static final int PARENTS = 4;
  private static final int SONGS_OF_EACH = 25;
  private static final int TOGGLES_OF_A_SONG = 10;
  private static final Duration LOOK = Duration.ofMillis(5);

  private final RunningSystem system = RunningSystem.shared();
  private final Administrator database = new Administrator(system.database());
  private final WorkerByHand worker = new WorkerByHand(system);

  @Test
  void noDeadlockReachesAnybody() throws Exception {
    List<Account> accounts =
        IntStream.range(0, PARENTS).mapToObj(_ -> Account.signUp(system.gateway())).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> families = new ArrayList<>();
      for (Account account : accounts) {
        families.add(() -> {
          for (int n = 0; n < SONGS_OF_EACH; n++) {
            toggleWhileItBecomesReady(account, n % 2 == 0, threads);
          }
          return null;
        });
      }
      for (Future<Void> family : threads.invokeAll(families)) {
        family.get();
      }
    }
    new Ledger(database, accounts.stream().map(Account::user).toList()).assertNumberedWithoutGaps();
  }

  private void toggleWhileItBecomesReady(
      Account account, boolean variationFirst, ExecutorService threads) throws Exception {
    UUID song = storing(account);
    Parent parent = account.at(system.gateway());
    var halfWritten = new CountDownLatch(1);
    var toggled = new CountDownLatch(1);
    Future<Void> result =
        threads.submit(() -> {
          worker.finish(
              account,
              song,
              variationFirst,
              process -> {
                halfWritten.countDown();
                await()
                    .pollInterval(LOOK)
                    .until(() -> toggled.getCount() == 0 || database.isBlocking(process));
              });
          return null;
        });
    halfWritten.await();
    Future<Boolean> favorite =
        threads.submit(() -> {
          boolean is = false;
          for (int n = 0; n < TOGGLES_OF_A_SONG; n++) {
            is = n % 2 == 0 ? toggle(parent, song, !is) : set(parent, song, !is);
            toggled.countDown();
          }
          return is;
        });
    result.get();

    boolean expected = favorite.get();
    JsonNode shown = parent.song(song);
    assertThat(shown.get("status").asString()).isEqualTo("ready");
    assertThat(shown.get("is_favorite").asBoolean()).isEqualTo(expected);
    assertThat(shown.get("variations").size()).isEqualTo(1);
  }

  private UUID storing(Account account) {
    return database
        .jdbc()
        .sql(
            """
            insert into public.songs (user_id, name, song_type, preset_type, status)
            values (?, 'Almost there', 'preset', 'sleeping', 'storing')
            returning id
            """)
        .param(account.user())
        .query(UUID.class)
        .single();
  }

  private static boolean toggle(Parent parent, UUID song, boolean expected) {
    HttpResponse<String> answer =
        parent.call("POST", "/functions/v1/toggle-favorite", Map.of("song_id", song));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Parent.read(answer).get("is_favorite").asBoolean()).isEqualTo(expected);
    return expected;
  }

  private static boolean set(Parent parent, UUID song, boolean to) {
    HttpResponse<String> answer =
        parent.call("PATCH", "/api/songs/" + song, Map.of("is_favorite", to));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Parent.read(answer).get("is_favorite").asBoolean()).isEqualTo(to);
    return to;
  }
}
