package ai.babymusic.local.testing;

import ai.babymusic.schemas.provision.Provision;
import ai.babymusic.schemas.provision.ProvisionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Kafka, PostgreSQL and S3, provisioned and on free ports: started on first use, once a JVM, and
 * ended with it. {@link Where} they run, {@code -Dinfra} says.
 */
public final class Infrastructure {

  private static final String BUCKET = "baby-music";

  /** Two servers that are started one after the other must not be given the same port. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final Servers servers;

  private static final class Shared {
    private static final Infrastructure INSTANCE = start();
  }

  private Infrastructure(Servers servers) {
    this.servers = servers;
  }

  /** The infrastructure of this JVM. */
  public static Infrastructure shared() {
    return Shared.INSTANCE;
  }

  /** A port that nobody listens on, and another one each time. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      return GIVEN.add(port) ? port : freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String kafkaBootstrapServers() {
    return servers.kafkaBootstrapServers();
  }

  /** {@code DATABASE_URL} of somebody who may do everything. */
  public String adminDatabaseUrl() {
    return servers.database().toUri();
  }

  /** {@code DATABASE_URL} of the login role, such as {@code generation_worker}. */
  public String databaseUrl(String role) {
    return servers.database().as(role, Servers.PASSWORD).toUri();
  }

  public URI s3Endpoint() {
    return servers.storage();
  }

  public String s3Bucket() {
    return BUCKET;
  }

  public String awsAccessKeyId() {
    return Servers.ACCESS_KEY_ID;
  }

  public String awsSecretAccessKey() {
    return Servers.SECRET_ACCESS_KEY;
  }

  private static Infrastructure start() {
    try {
      Servers servers =
          switch (Where.chosen()) {
            case EMBEDDED -> EmbeddedServers.start();
            case DOCKER -> ContainerServers.start();
          };
      Infrastructure started = new Infrastructure(servers);
      Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
      started.provision();
      return started;
    } catch (Exception e) {
      throw new IllegalStateException("the test infrastructure did not start", e);
    }
  }

  private void provision() throws Exception {
    Provision.run(
        new ProvisionSettings(
            servers.database(),
            ProvisionSettings.LOGIN_ROLES.stream()
                .collect(Collectors.toMap(role -> role, role -> Servers.PASSWORD)),
            kafkaBootstrapServers(),
            null,
            new ProvisionSettings.Storage(
                s3Endpoint(),
                BUCKET,
                "us-east-1",
                Servers.ACCESS_KEY_ID,
                Servers.SECRET_ACCESS_KEY,
                List.of())));
  }

  private void stop() {
    try {
      servers.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the test infrastructure did not stop cleanly", e);
    }
  }
}
