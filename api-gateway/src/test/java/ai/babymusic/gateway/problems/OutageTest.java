package ai.babymusic.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test
  void aDatabaseThatRefusesIsAProblemInTime() {
    assertUnavailableAfter(Forwarder::close);
  }

  @Test
  void aDatabaseThatHangsIsAProblemInTime() {
    assertUnavailableAfter(Forwarder::hang);
  }

  @Test
  void songsAndStreamsGoOnWithoutKafka() {
    try (RunningGateway gateway =
        RunningGateway.start(
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Infrastructure.freePort()))) {
      Parent mia = Parent.of(gateway, "Mia");
      try (Events events = mia.events("")) {
        events.next();
        assertThat(mia.post("/api/songs", Parent.LULLABY).status()).isEqualTo(202);
        assertThat(events.next().type()).isEqualTo("song.inserted");
      }
      var readiness = gateway.management().get("/actuator/health/readiness");
      assertThat(readiness.status()).isEqualTo(200);
      assertThat(readiness.text("status")).isEqualTo("DEGRADED");
    }
  }

  /** The gateway was up before: one that has just started judges no token, and asks nothing. */
  private static void assertUnavailableAfter(Consumer<Forwarder> outage) {
    try (var way = Forwarder.open(Infrastructure.shared().databaseUrl("api_gateway"));
        var gateway = RunningGateway.start(Map.of("DATABASE_URL", way.url()))) {
      Parent here = Parent.of(gateway, "Mia");
      // The first request of a process loads classes, which says nothing of the database.
      assertThat(here.get("/api/songs").status()).isEqualTo(200);
      assertThat(gateway.management().get("/actuator/health/readiness").status()).isEqualTo(200);
      outage.accept(way);
      assertThat(gateway.management().get("/actuator/health/liveness").status()).isEqualTo(200);
      assertThat(gateway.management().get("/actuator/health/readiness").status()).isEqualTo(503);
      assertUnavailable(() -> here.get("/api/songs"));
      assertUnavailable(() -> here.post("/api/songs", Parent.LULLABY));
      assertUnavailable(() -> here.client().with("Accept", "text/event-stream").get("/api/events"));
    }
  }

  private static void assertUnavailable(Supplier<Reply> request) {
    Instant before = Instant.now();
    Reply answer = request.get();
    // 2 s and the answer; a pool of its own accord would wait for 30 s. Builds share their machine.
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.text("code")).isEqualTo("database_unavailable");
    assertThat(Integer.parseInt(answer.header("retry-after"))).isPositive();
  }
}
