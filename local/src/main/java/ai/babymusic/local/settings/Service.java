package ai.babymusic.local.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The five services. */
public enum Service {
  API_GATEWAY("api-gateway", "api_gateway", 18_080, 256),
  WEBHOOK_INGEST("webhook-ingest", null, 18_081, 96),
  GENERATION_WORKER("generation-worker", "generation_worker", 18_082, 192),
  STREAK_PROJECTOR("streak-projector", "streak_projector", 18_083, 96),
  CHANGE_RELAY("change-relay", "change_relay", 18_084, 160);

  private final String moduleName;
  private final @Nullable String databaseRole;
  private final int managementPort;
  private final int heapMebibytes;

  Service(String moduleName, @Nullable String databaseRole, int managementPort, int heapMebibytes) {
    this.moduleName = moduleName;
    this.databaseRole = databaseRole;
    this.managementPort = managementPort;
    this.heapMebibytes = heapMebibytes;
  }

  /** As its folder and its jar are called. */
  public String moduleName() {
    return moduleName;
  }

  /** The role it signs in to PostgreSQL with; null if it has no database. */
  public @Nullable String databaseRole() {
    return databaseRole;
  }

  /** Where its health is asked for. */
  public int managementPort(Ports ports) {
    return managementPort + ports.offset();
  }

  /**
   * The JVM's options for its heap, which is enough for a family's songs: a local instance shares
   * one small machine. The serial collector is the leanest. But the gateway keeps for hours what
   * its streams hold, and a full collection of that would stop them all for half a second.
   */
  public List<String> heap() {
    return List.of(
        "-Xmx" + heapMebibytes + "m", this == API_GATEWAY ? "-XX:+UseG1GC" : "-XX:+UseSerialGC");
  }
}
