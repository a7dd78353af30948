package ai.babymusic.local.testing;

import ai.babymusic.local.infrastructure.KafkaBroker;
import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.infrastructure.S3Server;
import ai.babymusic.local.infrastructure.Trees;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.provision.Provision;
import ai.babymusic.schemas.provision.ProvisionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Kafka, PostgreSQL and S3, provisioned, on free ports and in a temporary folder: started on first
 * use, once a JVM, and ended with it.
 */
public final class Infrastructure {

  private static final String PASSWORD = "test-only";
  private static final String ACCESS_KEY_ID = "test-only-id";
  private static final String SECRET_ACCESS_KEY = "test-only-secret";
  private static final String BUCKET = "baby-music";

  private final KafkaBroker kafka;
  private final PostgresServer postgres;
  private final S3Server s3;

  private static final class Shared {
    private static final Infrastructure INSTANCE = start();
  }

  private Infrastructure(KafkaBroker kafka, PostgresServer postgres, S3Server s3) {
    this.kafka = kafka;
    this.postgres = postgres;
    this.s3 = s3;
  }

  /** The infrastructure of this JVM. */
  public static Infrastructure shared() {
    return Shared.INSTANCE;
  }

  /** A port that nobody listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String kafkaBootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** {@code DATABASE_URL} of somebody who may do everything. */
  public String adminDatabaseUrl() {
    return postgres.url().toUri();
  }

  /** {@code DATABASE_URL} of the login role, such as {@code generation_worker}. */
  public String databaseUrl(String role) {
    return postgres.url().as(role, PASSWORD).toUri();
  }

  public URI s3Endpoint() {
    return s3.endpoint();
  }

  public String s3Bucket() {
    return BUCKET;
  }

  public String awsAccessKeyId() {
    return ACCESS_KEY_ID;
  }

  public String awsSecretAccessKey() {
    return SECRET_ACCESS_KEY;
  }

  private static Infrastructure start() {
    try {
      Path dir = Files.createTempDirectory("baby-music-test");
      KafkaBroker kafka = KafkaBroker.start(dir.resolve("kafka"), freePort(), freePort());
      PostgresServer postgres =
          PostgresServer.start(
              // Unpacking takes seconds: once a machine, not once a run.
              Path.of(
                  System.getProperty("java.io.tmpdir"),
                  "baby-music-postgresql-18.6.0-" + System.getProperty("user.name")),
              dir.resolve("postgres"),
              dir.resolve("postgres.log"),
              freePort(),
              PASSWORD,
              false);
      S3Server s3 = S3Server.start(dir.resolve("s3"), freePort(), ACCESS_KEY_ID, SECRET_ACCESS_KEY);
      Infrastructure started = new Infrastructure(kafka, postgres, s3);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> started.stop(dir)));
      started.provision();
      return started;
    } catch (Exception e) {
      throw new IllegalStateException("the test infrastructure did not start", e);
    }
  }

  private void provision() throws Exception {
    Provision.run(
        new ProvisionSettings(
            DatabaseUrl.parse(adminDatabaseUrl()),
            ProvisionSettings.LOGIN_ROLES.stream()
                .collect(Collectors.toMap(role -> role, role -> PASSWORD)),
            kafkaBootstrapServers(),
            null,
            new ProvisionSettings.Storage(
                s3Endpoint(), BUCKET, "us-east-1", ACCESS_KEY_ID, SECRET_ACCESS_KEY, List.of())));
  }

  private void stop(Path dir) {
    try {
      postgres.close();
      s3.close();
      kafka.close();
      Trees.delete(dir);
    } catch (Exception e) {
      throw new IllegalStateException("the test infrastructure did not stop cleanly: " + dir, e);
    }
  }
}
