package ai.babymusic.schemas.probes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks Kafka whether it is there: a client that has nothing to send would not notice. */
public final class KafkaProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Admin admin;

  /** With the settings of an admin client. Nothing is asked yet. */
  public KafkaProbe(Map<String, Object> settings) {
    var own = new HashMap<>(settings);
    // A question that nobody waits for any more must not be asked on: a minute by default.
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    admin = Admin.create(own);
  }

  /** Within 2 s. */
  public boolean answers() {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException away) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** At once: a service must be able to end while Kafka is away. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
