package ai.babymusic.local.piapi;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The tasks that count against the plan: pending and processing ones. */
final class Plan {

  private final int limit;
  private final Map<UUID, Instant> endings = new HashMap<>();

  /**
   * @param limit 0: none
   */
  Plan(int limit) {
    this.limit = limit;
  }

  /** Takes a place for a task of which only the id is known; false if there is none. */
  synchronized boolean take(UUID taskId, Instant now) {
    endings.values().removeIf(ending -> !ending.isAfter(now));
    if (limit > 0 && endings.size() >= limit) {
      return false;
    }
    endings.put(taskId, Instant.MAX);
    return true;
  }

  synchronized void occupy(UUID taskId, Instant until) {
    endings.put(taskId, until);
  }

  synchronized void release(UUID taskId) {
    endings.remove(taskId);
  }
}
