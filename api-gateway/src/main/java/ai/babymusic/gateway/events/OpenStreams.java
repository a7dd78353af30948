package ai.babymusic.gateway.events;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.revocations.RevocationListener;
import ai.babymusic.gateway.security.Caller;
import ai.babymusic.schemas.events.Revocations.SessionRevoked;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The streams open on this gateway, by user. */
@Component
class OpenStreams implements RevocationListener {
  private final Map<UUID, Set<EventStream>> byUser = new ConcurrentHashMap<>();
  private final int maxPerUser;
  private final int longestQueue;

  OpenStreams(GatewaySettings settings, MeterRegistry meters) {
    this.maxPerUser = settings.events().maxStreamsPerUser();
    this.longestQueue = settings.events().longestQueue();
    Gauge.builder("events.streams", this, streams -> streams.count())
        .description("Open event streams")
        .register(meters);
  }

  /** From now on the stream gets the user's changes; empty when the user has too many. */
  Optional<EventStream> open(Caller caller) {
    UUID user = caller.userId();
    var stream = new EventStream(caller, longestQueue);
    Set<EventStream> streams =
        byUser.compute(
            user,
            (_, open) -> {
              Stream<EventStream> before = open == null ? Stream.empty() : open.stream();
              return open != null && open.size() >= maxPerUser
                  ? open
                  : Stream.concat(before, Stream.of(stream))
                      .collect(Collectors.toUnmodifiableSet());
            });
    return streams.contains(stream) ? Optional.of(stream) : Optional.empty();
  }

  void close(EventStream stream) {
    byUser.computeIfPresent(
        stream.user(),
        (_, open) -> {
          Set<EventStream> left =
              open.stream()
                  .filter(other -> other != stream)
                  .collect(Collectors.toUnmodifiableSet());
          return left.isEmpty() ? null : left;
        });
  }

  @Override
  public void on(SessionRevoked revoked) {
    of(revoked.userId()).stream()
        .filter(stream -> stream.session().equals(revoked.sessionId()))
        .forEach(stream -> stream.end(EndReason.REVOKED));
  }

  Set<EventStream> of(UUID user) {
    return byUser.getOrDefault(user, Set.of());
  }

  Set<UUID> users() {
    return Set.copyOf(byUser.keySet());
  }

  void forEach(Consumer<EventStream> action) {
    byUser.values().forEach(streams -> streams.forEach(action));
  }

  int count() {
    return byUser.values().stream().mapToInt(Set::size).sum();
  }

  int maxPerUser() {
    return maxPerUser;
  }
}
