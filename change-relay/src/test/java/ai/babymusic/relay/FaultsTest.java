package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.infrastructure.KafkaBroker;
import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.provision.Provision;
import ai.babymusic.schemas.provision.ProvisionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay while what it depends on dies; so it has a database and a broker of its own. */
class FaultsTest {

  private static final Infrastructure SHARED = Infrastructure.shared();
  private static final String PASSWORD = "test-only";
  private static final Duration A_WHILE = Duration.ofSeconds(40);

  @TempDir private Path dir;
  private final int kafkaPort = Infrastructure.freePort();
  private final int controllerPort = Infrastructure.freePort();
  private final int postgresPort = Infrastructure.freePort();
  private final String key = UUID.randomUUID().toString();
  private KafkaBroker kafka;
  private PostgresServer postgres;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    kafka = startKafka();
    postgres = startPostgres();
    Provision.run(
        new ProvisionSettings(
            postgres.url(),
            ProvisionSettings.LOGIN_ROLES.stream()
                .collect(Collectors.toMap(role -> role, role -> PASSWORD)),
            kafka.bootstrapServers(),
            null,
            new ProvisionSettings.Storage(
                SHARED.s3Endpoint(),
                SHARED.s3Bucket(),
                "us-east-1",
                SHARED.awsAccessKeyId(),
                SHARED.awsSecretAccessKey(),
                List.of())));
    try (Announcements early = announcements()) {
      early.announce(key, 1);
    }
    relay =
        RelayProcess.start(
                postgres.url().as("change_relay", PASSWORD).toUri(), kafka.bootstrapServers())
            .awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    kafka.close();
    postgres.close();
  }

  @Test
  void whatWasAnnouncedBeforeTheFirstRelayAndAroundAKilledDatabaseArrives() throws Exception {
    try (Announcements before = announcements()) {
      before.announce(key, 2);
    }
    postgres.process().destroyForcibly().onExit().join();
    await().atMost(A_WHILE).until(() -> relay.readiness().contains("DOWN"));
    postgres = await().atMost(A_WHILE).ignoreExceptions().until(this::startPostgres, _ -> true);
    relay.awaitReady();
    try (Announcements after = announcements();
        Received received = new Received(kafka.bootstrapServers(), Announcements.TOPIC)) {
      after.announce(key, 3);
      assertThat(received.awaitAll(key, 3).stream().distinct()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void whatWasAnnouncedWhileKafkaWasAwayArrivesInOrder() throws Exception {
    kafka.close();
    try (Announcements announcements = announcements()) {
      for (int n = 2; n <= 20; n++) {
        announcements.announce(key, n);
      }
      await().atMost(A_WHILE).until(() -> relay.readiness().contains("DOWN"));
      kafka = startKafka();
      relay.awaitReady();
      announcements.announce(key, 21);
    }
    try (Received received = new Received(kafka.bootstrapServers(), Announcements.TOPIC)) {
      assertThat(received.awaitAll(key, 21).stream().distinct()).isSorted().hasSize(21);
    }
  }

  private Announcements announcements() throws Exception {
    return Announcements.by(postgres.url().toUri());
  }

  private KafkaBroker startKafka() throws Exception {
    return KafkaBroker.start(dir.resolve("kafka"), kafkaPort, controllerPort);
  }

  private PostgresServer startPostgres() throws Exception {
    return PostgresServer.start(
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "baby-music-postgresql-18.6.0-" + System.getProperty("user.name")),
        dir.resolve("postgres"),
        dir.resolve("postgres.log"),
        postgresPort,
        PASSWORD,
        true);
  }
}
