package ai.babymusic.local.testing;

import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.topics.Topic;
import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** In containers, on the images that {@code docker-compose.yml} runs. */
record ContainerServers(KafkaContainer kafka, PostgreSQLContainer postgres, GenericContainer<?> s3)
    implements Servers {

  static final String KAFKA = "apache/kafka:4.2.1";
  static final String POSTGRES = "postgres:18";
  static final String S3 = "andrewgaul/s3proxy:s3proxy-4.1.0";

  private static final int S3_PORT = 80;

  static ContainerServers start() {
    requireDocker();
    ContainerServers servers =
        new ContainerServers(describeKafka(), describePostgres(), describeS3());
    Startables.deepStart(servers.kafka, servers.postgres, servers.s3).join();
    return servers;
  }

  /**
   * Says what is missing before Testcontainers says it in a page.
   *
   * @throws IllegalStateException if there is no Docker
   */
  static void requireDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "-Dinfra=docker needs a Docker, and none answers (DOCKER_HOST, /var/run/docker.sock):"
              + " start one, or leave the switch out, and the tests bring their own servers");
    }
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.getBootstrapServers();
  }

  @Override
  public DatabaseUrl database() {
    return new DatabaseUrl(
        "jdbc:postgresql://"
            + postgres.getHost()
            + ":"
            + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
            + "/"
            + PostgresServer.DATABASE,
        PostgresServer.ADMINISTRATOR,
        PASSWORD);
  }

  @Override
  public URI storage() {
    return URI.create("http://" + s3.getHost() + ":" + s3.getMappedPort(S3_PORT));
  }

  @Override
  public void close() {
    postgres.stop();
    s3.stop();
    kafka.stop();
  }

  private static KafkaContainer describeKafka() {
    return new KafkaContainer(KAFKA)
        .withStartupTimeout(Patience.FOR_A_START)
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
        .withEnv(
            "KAFKA_OFFSETS_RETENTION_MINUTES",
            Long.toString(Topic.DEAD_LETTER_RETENTION.toMinutes()));
  }

  private static PostgreSQLContainer describePostgres() {
    return new PostgreSQLContainer(POSTGRES)
        .withStartupTimeout(Patience.FOR_A_START)
        .withDatabaseName(PostgresServer.DATABASE)
        .withUsername(PostgresServer.ADMINISTRATOR)
        .withPassword(PASSWORD)
        .withCommand(
            "postgres",
            "-c",
            "fsync=off",
            "-c",
            "wal_level=logical",
            "-c",
            "wal_sender_timeout=10s",
            "-c",
            "max_slot_wal_keep_size=1GB",
            "-c",
            "max_connections=200",
            "-c",
            "timezone=UTC");
  }

  private static GenericContainer<?> describeS3() {
    return new GenericContainer<>(S3)
        .withExposedPorts(S3_PORT)
        .withEnv("S3PROXY_ENDPOINT", "http://0.0.0.0:" + S3_PORT)
        .withEnv("S3PROXY_AUTHORIZATION", "aws-v4")
        .withEnv("S3PROXY_IDENTITY", ACCESS_KEY_ID)
        .withEnv("S3PROXY_CREDENTIAL", SECRET_ACCESS_KEY)
        .withEnv("S3PROXY_CORS_ALLOW_ALL", "true")
        .withEnv("JCLOUDS_PROVIDER", "filesystem-nio2")
        .withEnv("JCLOUDS_FILESYSTEM_BASEDIR", "/data")
        .waitingFor(Wait.forListeningPort().withStartupTimeout(Patience.FOR_A_START));
  }
}
