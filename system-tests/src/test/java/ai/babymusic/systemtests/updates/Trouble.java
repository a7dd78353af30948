package ai.babymusic.systemtests.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.RunningSystem;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** What befalls the system, one thing after the other, while everybody writes and listens. */
final class Trouble {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 5;

  private final RunningSystem system;
  private final Instance secondGateway;
  private final Relays relays;
  private final Administrator database;

  Trouble(RunningSystem system, Instance secondGateway, Relays relays, Administrator database) {
    this.system = system;
    this.secondGateway = secondGateway;
    this.relays = relays;
    this.database = database;
  }

  /** One gateway dies; when it is back, the other is replaced as in a deployment. */
  void gatewaysAreRestarted() {
    String supervised = Service.API_GATEWAY.moduleName();
    system.kill(supervised);
    await().atMost(PATIENCE).until(() -> system.isReady(supervised));
    secondGateway.stop();
    secondGateway.start();
    secondGateway.awaitReady();
  }

  void theLeadingRelayIsKilled() {
    relays.leader().kill().run();
    relays.leader();
  }

  void postgresIsKilled() {
    system.kill("postgres");
    await().atMost(PATIENCE).until(database::answers);
    relays.leader();
  }

  /** Both relays stop where they stand: {@code meanwhile} nothing reaches Kafka. */
  void theLeaderIsPausedAndWakesAfterItsStandbyTookOver(Runnable meanwhile) {
    Relays.Relay leader = relays.leader();
    Relays.Relay standby = relays.standby();
    standby.freeze().run();
    leader.freeze().run();
    try {
      meanwhile.run();
      standby.thaw().run();
      relays.awaitStreaming(standby);
    } finally {
      standby.thaw().run();
      leader.thaw().run();
    }
    relays.awaitStandby(leader);
    relays.awaitStreaming(standby);
  }

  void theSlotIsDropped() {
    String dropped = drop();
    await().atMost(PATIENCE).until(() -> !slot().equals(dropped));
    relays.leader();
  }

  /** Its note is set back, so that there is the whole outbox to publish again. */
  void theRelayIsKilledWhileItRepublishes() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      String dropped = drop();
      database.jdbc().sql("update public.relay_slots set published_before = '0'").update();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> newSlots(dropped) > 0);
      relays.both().forEach(relay -> relay.kill().run());
      boolean inTime = slot().equals(dropped);
      await().atMost(PATIENCE).until(() -> !slot().equals(dropped));
      relays.leader();
      if (inTime) {
        return;
      }
    }
    Assertions.fail("the relay was always done before it was killed");
  }

  /** The name of the noted slot. */
  private String slot() {
    return database.jdbc().sql("select name from public.relay_slots").query(String.class).single();
  }

  private long newSlots(String than) {
    return database
        .jdbc()
        .sql(
            """
            select count(*) from pg_replication_slots
            where starts_with(slot_name, 'change_relay_') and slot_name <> ?
            """)
        .param(than)
        .query(Long.class)
        .single();
  }

  /** Whoever reads the slot is sent away first; it may come back in between. */
  private String drop() {
    relays.leader();
    String name = slot();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .until(() -> {
          database
              .jdbc()
              .sql(
                  "select pg_terminate_backend(active_pid, 1000) from pg_replication_slots where"
                      + " slot_name = ?")
              .param(name)
              .query()
              .listOfRows();
          database
              .jdbc()
              .sql("select pg_drop_replication_slot(?)")
              .param(name)
              .query()
              .listOfRows();
          return true;
        });
    assertThat(slot()).isEqualTo(name);
    return name;
  }
}
