package ai.babymusic.relay;

import ai.babymusic.local.infrastructure.KafkaBroker;
import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.provision.Provision;
import ai.babymusic.schemas.provision.ProvisionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A broker and a database that a test may stop, kill, fill and exchange. */
final class PlaceOfItsOwn implements AutoCloseable {

  private static final Infrastructure SHARED = Infrastructure.shared();
  private static final String PASSWORD = "test-only";

  private final Path dir;
  private final int kafkaPort = Infrastructure.freePort();
  private final int controllerPort = Infrastructure.freePort();
  private final int postgresPort = Infrastructure.freePort();
  private @Nullable KafkaBroker kafka;
  private @Nullable PostgresServer postgres;

  PlaceOfItsOwn(Path dir) {
    this.dir = dir;
  }

  /** Starts both, provisioned; {@code settings} are PostgreSQL's. */
  PlaceOfItsOwn start(String... settings) throws Exception {
    startKafka();
    startPostgres("postgres", settings);
    provision();
    return this;
  }

  void startKafka() throws Exception {
    kafka = KafkaBroker.start(dir.resolve("kafka"), kafkaPort, controllerPort);
  }

  void stopKafka() {
    if (kafka != null) {
      kafka.close();
    }
  }

  String kafka() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** Serves the cluster in the folder of this name; a new one if there is none. */
  void startPostgres(String cluster, String... settings) throws Exception {
    postgres =
        PostgresServer.start(
            Path.of(
                System.getProperty("java.io.tmpdir"),
                "baby-music-postgresql-18.6.0-" + System.getProperty("user.name")),
            cluster(cluster),
            dir.resolve("postgres.log"),
            postgresPort,
            PASSWORD,
            true,
            settings);
  }

  PostgresServer postgres() {
    if (postgres == null) {
      throw new IllegalStateException("not started");
    }
    return postgres;
  }

  Path cluster(String name) {
    return dir.resolve(name);
  }

  void provision() throws Exception {
    Provision.run(
        new ProvisionSettings(
            postgres().url(),
            ProvisionSettings.LOGIN_ROLES.stream()
                .collect(Collectors.toMap(role -> role, role -> PASSWORD)),
            kafka(),
            null,
            new ProvisionSettings.Storage(
                SHARED.s3Endpoint(),
                SHARED.s3Bucket(),
                "us-east-1",
                SHARED.awsAccessKeyId(),
                SHARED.awsSecretAccessKey(),
                List.of())));
  }

  RelayProcess startRelay() {
    return startRelay("");
  }

  /** With {@code parameters} behind the database's URL. */
  RelayProcess startRelay(String parameters) {
    String url = postgres().url().as("change_relay", PASSWORD).toUri();
    return RelayProcess.start(url + parameters, kafka());
  }

  Announcements announcements() throws Exception {
    return Announcements.by(postgres().url().toUri());
  }

  Received received(String topic) {
    return new Received(kafka(), topic);
  }

  @Override
  public void close() throws IOException {
    stopKafka();
    if (postgres != null) {
      postgres.close();
    }
  }
}
