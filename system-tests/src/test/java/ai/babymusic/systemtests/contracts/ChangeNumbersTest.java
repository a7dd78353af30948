package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A user's changes are numbered in the order of their commits, without gaps. */
class ChangeNumbersTest {

  private static final int WRITERS = 8;
  private static final int UPDATES_EACH = 50;
  private static final int ROUNDS = 200;

  @Test
  void concurrentWritersLeaveNoGapThatAnySnapshotCouldSee() throws Exception {
    List<Family> families = List.of(Family.signedUp(), Family.signedUp());
    List<UUID> songs = new ArrayList<>();
    for (Family family : families) {
      songs.add(family.requestsSong());
    }
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int family = writer % families.size();
      String name = "writer " + writer + " ";
      writers.add(() -> rename(families.get(family), songs.get(family), name));
    }

    try (RoleSession reader = RoleSession.admin()) {
      together(writers, () -> snapshotsAreWhole(reader, families));
    }

    for (Family family : families) {
      List<Change> changes = Announced.changesOf(family.user());
      assertThat(changes).hasSize(2 + WRITERS / families.size() * UPDATES_EACH);
      assertThat(changes.stream().map(Change::seq))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, changes.size()).boxed().toList());
      assertThat(changes.stream().map(Change::epoch).distinct()).hasSize(1);
    }
  }

  private static int rename(Family family, UUID song, String name) throws SQLException {
    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      for (int i = 0; i < UPDATES_EACH; i++) {
        gateway.update("update public.songs set name = ? where id = ?", name + i, song);
      }
    }
    return UPDATES_EACH;
  }

  /** Whoever sees a number sees all below it, and the last one is the position. */
  private static void snapshotsAreWhole(RoleSession reader, List<Family> families) {
    for (Family family : families) {
      assertThat(
              reader.one(
                  Boolean.class,
                  """
                  select count(*) = max(seq) and max(seq) = min(p.last)
                  from public.outbox o join public.change_positions p on o.key = p.user_id::text
                  where o.topic = 'changes.v1' and p.user_id = ?
                  """,
                  family.user()))
          .isTrue();
    }
  }

  @Test
  void aFavouriteToggleAndTheWorkersVariationThenSongNeverDeadlock() throws Exception {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    UUID generation = family.generationOf(song);

    together(
        List.of(
            () -> toggleFavourite(family, song), () -> storeVariations(family, song, generation)),
        () -> {});

    assertThat(Announced.changesOf(family.user())).hasSize(2 + ROUNDS + 2 * ROUNDS);
  }

  private static int toggleFavourite(Family family, UUID song) throws SQLException {
    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      for (int i = 0; i < ROUNDS; i++) {
        gateway.update("update public.songs set is_favorite = not is_favorite where id = ?", song);
      }
    }
    return ROUNDS;
  }

  private static int storeVariations(Family family, UUID song, UUID generation)
      throws SQLException {
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      for (int i = 0; i < ROUNDS; i++) {
        String take = Integer.toString(i);
        worker.together(() -> {
          worker.update(
              """
              insert into public.song_variations
                (song_id, user_id, generation_id, provider_id, audio_url)
              values (?, ?, ?, ?, 's3://baby-music/take.mp3')
              """,
              song,
              family.user(),
              generation,
              take);
          worker.update("update public.songs set lyrics = ? where id = ?", take, song);
        });
      }
    }
    return ROUNDS;
  }

  /** Runs {@code writers} at once, and {@code meanwhile} again and again until they are done. */
  private static void together(List<Callable<Integer>> writers, RoleSession.Statements meanwhile)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = writers.stream().map(threads::submit).toList();
      while (!running.stream().allMatch(Future::isDone)) {
        meanwhile.run();
        Thread.onSpinWait();
      }
      for (Future<Integer> writer : running) {
        failsAsItFailed(writer);
      }
    }
  }

  private static void failsAsItFailed(Future<Integer> writer) throws Exception {
    try {
      assertThat(writer.get()).isPositive();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
