package ai.babymusic.relay;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Databases that went back in time. */
@Execution(ExecutionMode.CONCURRENT)
class RestoreTest {

  @TempDir private Path dir;
  private final UUID user = UUID.randomUUID();
  private final String key = user.toString();
  private PlaceOfItsOwn place;
  private Received received;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    place = new PlaceOfItsOwn(dir).start();
    received = place.received(Announcements.TOPIC);
    relay = place.startRelay().awaitReady();
    try (NumberedChanges changes = changes()) {
      changes.change();
      received.awaitAll(key, 1);
    }
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    received.close();
    place.close();
  }

  @Test
  void aDumpReadIntoAnotherClusterIsPublishedWholeUnderANewEpoch() throws Exception {
    String epoch;
    try (NumberedChanges old = changes()) {
      // So that the note is far ahead of the other cluster's transactions.
      old.in().burnTransactions(3_000);
      long noted = old.in().publishedBefore();
      await().until(() -> old.in().publishedBefore() > noted + 2_000);
      relay.kill();
      old.change();
      old.change();
      epoch = old.epoch();
      old.dump(dir);
    }
    place.postgres().close();
    place.startPostgres("other");
    place.provision();
    try (NumberedChanges restored = changes()) {
      restored.restore(dir);
      restored.change();
      // Now the note looks like one of this cluster's own past, in which everything is published.
      restored.in().burnTransactions(6_000);
      relay = place.startRelay().awaitReady();
      restored.change();
      received.awaitAll(key, 5);

      assertThat(restored.epoch()).isNotEqualTo(epoch);
      assertThat(received.of(key).stream().skip(1))
          .allSatisfy(record ->
              assertThat(EventCodec.JSON.readTree(record.value()).required("epoch").asString())
                  .isEqualTo(restored.epoch()));
      assertThat(restored.hasRowsFromTheFuture()).isFalse();
    }
  }

  @Test
  void aBackupRolledForwardGetsANewEpochAndASlotOfItsOwn() throws Exception {
    String epoch;
    String slot;
    relay.kill();
    try (NumberedChanges changes = changes()) {
      changes.change();
      epoch = changes.epoch();
      slot = changes.in().slot();
    }
    place.postgres().close();
    backUp(place.cluster("postgres"), place.cluster("backup"));
    place.startPostgres("postgres");
    relay = place.startRelay().awaitReady();
    try (NumberedChanges lost = changes()) {
      lost.change();
      received.awaitAll(key, 3);
    }
    relay.kill();
    place.postgres().close();

    place.startPostgres("backup", "restore_command=false");
    try (NumberedChanges restored = changes()) {
      await().until(() -> restored.in().isWritable());
      restored.change();
      restored.change();
      relay = place.startRelay().awaitReady();
      received.awaitAll(key, 4);
      String begun = restored.epoch();
      assertThat(restored.in().slot()).isNotEqualTo(slot);
      assertThat(begun).isNotEqualTo(epoch);
      assertThat(restored.epochs()).endsWith(begun, begun);

      relay.kill();
      relay = place.startRelay().awaitReady();
      assertThat(restored.epoch()).as("begun once").isEqualTo(begun);
    }
  }

  private NumberedChanges changes() throws Exception {
    return new NumberedChanges(place.announcements(), user);
  }

  /** As a base backup: everything but the slots. */
  private static void backUp(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path inside = from.relativize(file);
        if (!inside.startsWith("pg_replslot") || inside.getNameCount() == 1) {
          Files.copy(file, to.resolve(inside), COPY_ATTRIBUTES);
        }
      }
    }
    Files.createFile(to.resolve("recovery.signal"));
  }
}
