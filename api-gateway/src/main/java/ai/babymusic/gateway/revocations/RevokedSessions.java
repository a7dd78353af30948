package ai.babymusic.gateway.revocations;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.schemas.events.Revocations.SessionRevoked;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The sessions that ended while tokens of theirs may still be about. A session is remembered until
 * the last of them has expired by itself, so there are never more than end in that time.
 */
@Component
public class RevokedSessions {

  /** For clocks of other machines, the database's among them. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final Map<UUID, Instant> remembered = new ConcurrentHashMap<>();
  private final List<RevocationListener> listeners;
  private final Duration memory;
  private final Clock clock;
  private volatile boolean complete;

  @Autowired
  RevokedSessions(
      List<RevocationListener> listeners,
      GatewaySettings settings,
      Clock clock,
      MeterRegistry meters) {
    this(
        listeners,
        settings.auth().tokenLife().plus(settings.auth().clockSkew()).plus(SLACK),
        clock,
        meters);
  }

  RevokedSessions(
      List<RevocationListener> listeners, Duration memory, Clock clock, MeterRegistry meters) {
    this.listeners = List.copyOf(listeners);
    this.memory = memory;
    this.clock = clock;
    Gauge.builder("revocations.known", remembered, Map::size)
        .description("Ended sessions whose access tokens are refused")
        .register(meters);
  }

  public SessionStanding of(UUID session) {
    boolean allKnown = complete; // read first: what completes the list is in it by then
    if (remembered.containsKey(session)) {
      return SessionStanding.REVOKED;
    }
    return allKnown ? SessionStanding.OPEN : SessionStanding.UNKNOWN;
  }

  /** Twice, late, in any order: the same comes of it. */
  void add(SessionRevoked revoked) {
    Instant end = revoked.revokedAt().plus(memory);
    if (end.isAfter(clock.instant()) && remembered.putIfAbsent(revoked.sessionId(), end) == null) {
      listeners.forEach(listener -> listener.on(revoked));
    }
  }

  /** All that matter have been added: from now on a session that is not among them is open. */
  void complete() {
    complete = true;
  }

  boolean isComplete() {
    return complete;
  }

  void forgetExpired() {
    Instant now = clock.instant();
    remembered.values().removeIf(end -> !end.isAfter(now));
  }

  /** How long after its end a session is remembered. */
  Duration memory() {
    return memory;
  }
}
