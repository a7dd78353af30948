package ai.babymusic.schemas.probes;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks Kafka whether it is there: a client that has nothing to send would not notice. */
public final class KafkaProbe implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 2;

  private final Admin admin;

  /** With the settings of an admin client. Nothing is asked yet. */
  public KafkaProbe(Map<String, Object> settings) {
    admin = Admin.create(settings);
  }

  /** Within 2 s. */
  public boolean answers() {
    try {
      return !admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException away) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
