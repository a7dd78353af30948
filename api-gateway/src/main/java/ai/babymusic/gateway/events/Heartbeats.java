package ai.babymusic.gateway.events;

import ai.babymusic.gateway.GatewaySettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signs of life on all open streams, each with where the user's changes are: asked once for all, so
 * that a change which never arrived is late by one interval at most.
 */
@Component
class Heartbeats {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

  private final OpenStreams streams;
  private final ChangeLog changes;
  private final Duration interval;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeats").factory());

  Heartbeats(OpenStreams streams, ChangeLog changes, GatewaySettings settings) {
    this.streams = streams;
    this.changes = changes;
    this.interval = settings.events().heartbeat();
  }

  void start() {
    next();
  }

  void stop() {
    timer.shutdownNow();
  }

  /** One more, at once: something may have been missed. */
  void soon() {
    timer.execute(this::beat);
  }

  /** A little early now and then, so that many gateways do not ask in step. */
  private void next() {
    long millis = interval.toMillis();
    long pause = ThreadLocalRandom.current().nextLong(millis - millis / 5, millis + 1);
    var _ =
        timer.schedule(
            () -> {
              beat();
              next();
            },
            pause,
            TimeUnit.MILLISECONDS);
  }

  private void beat() {
    Set<UUID> users = streams.users();
    if (users.isEmpty()) {
      return;
    }
    Map<UUID, Position> positions;
    try {
      positions = changes.last(users);
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("cause", e.toString()).log("heartbeat without positions");
      streams.forEach(stream -> stream.pulse(null));
      return;
    }
    streams.forEach(stream ->
        // Who came after the question is told with the next one.
        stream.pulse(
            users.contains(stream.user())
                ? positions.getOrDefault(stream.user(), Position.BEFORE_ALL)
                : null));
  }
}
