package ai.babymusic.local.testing;

import ai.babymusic.local.infrastructure.KafkaBroker;
import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.infrastructure.S3Server;
import ai.babymusic.local.infrastructure.Trees;
import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** In this JVM and below it, on free ports and in a temporary folder. */
record EmbeddedServers(Path dir, KafkaBroker kafka, PostgresServer postgres, S3Server s3)
    implements Servers {

  static EmbeddedServers start() throws Exception {
    Path dir = Files.createTempDirectory("baby-music-test");
    KafkaBroker kafka =
        KafkaBroker.start(
            dir.resolve("kafka"), Infrastructure.freePort(), Infrastructure.freePort());
    PostgresServer postgres =
        PostgresServer.start(
            // Unpacking takes seconds: once a machine, not once a run.
            Path.of(
                System.getProperty("java.io.tmpdir"),
                "baby-music-postgresql-18.6.0-" + System.getProperty("user.name")),
            dir.resolve("postgres"),
            dir.resolve("postgres.log"),
            Infrastructure.freePort(),
            PASSWORD,
            false);
    S3Server s3 =
        S3Server.start(
            dir.resolve("s3"), Infrastructure.freePort(), ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    return new EmbeddedServers(dir, kafka, postgres, s3);
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public DatabaseUrl database() {
    return postgres.url();
  }

  @Override
  public URI storage() {
    return s3.endpoint();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    s3.close();
    kafka.close();
    Trees.delete(dir);
  }
}
