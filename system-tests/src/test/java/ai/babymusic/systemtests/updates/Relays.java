package ai.babymusic.systemtests.updates;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.Service;
import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two relays, of which one leads. */
final class Relays implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Instance second;
  private final List<Relay> both;

  /** One of them. One that was killed comes back by itself. */
  record Relay(URI management, Runnable kill, Runnable freeze, Runnable thaw) {}

  Relays(RunningSystem system) {
    String supervised = Service.CHANGE_RELAY.moduleName();
    second = Instance.start(system, Service.CHANGE_RELAY).awaitReady();
    both =
        List.of(
            new Relay(
                system.management(Service.CHANGE_RELAY),
                () -> system.kill(supervised),
                () -> system.freeze(supervised),
                () -> system.thaw(supervised)),
            new Relay(
                second.management(),
                () -> {
                  second.kill();
                  second.start();
                },
                second::freeze,
                second::thaw));
  }

  List<Relay> both() {
    return both;
  }

  /** The one that streams, when there is one. */
  Relay leader() {
    return await()
        .atMost(PATIENCE)
        .until(() -> both.stream().filter(this::streams).findAny(), Optional::isPresent)
        .orElseThrow();
  }

  Relay standby() {
    Relay leader = leader();
    return both.stream().filter(relay -> !relay.equals(leader)).findAny().orElseThrow();
  }

  void awaitStreaming(Relay relay) {
    await().atMost(PATIENCE).until(() -> streams(relay));
  }

  void awaitStandby(Relay relay) {
    await().atMost(PATIENCE).until(() -> ask(relay, "health/readiness").contains("\"standby\""));
  }

  @Override
  public void close() {
    second.close();
  }

  private boolean streams(Relay relay) {
    return ask(relay, "prometheus").lines().anyMatch("relay_streaming 1.0"::equals);
  }

  /** What it says; nothing if it does not answer. */
  private String ask(Relay relay, String what) {
    try {
      return http.send(
              HttpRequest.newBuilder(relay.management().resolve("/actuator/" + what))
                  .timeout(Duration.ofSeconds(1))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
