package ai.babymusic.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.testing.Answer;
import ai.babymusic.gateway.testing.Events;
import ai.babymusic.gateway.testing.Gateway;
import ai.babymusic.gateway.testing.Parent;
import ai.babymusic.local.testing.Infrastructure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test
  void aDatabaseThatRefusesIsAProblemInTime() {
    assertUnavailable(Infrastructure.freePort());
  }

  @Test
  void aDatabaseThatHangsIsAProblemInTime() throws Exception {
    try (var silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      assertUnavailable(silent.getLocalPort());
    }
  }

  @Test
  void songsAndStreamsGoOnWithoutKafka() {
    try (Gateway gateway =
        Gateway.start(
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Infrastructure.freePort()))) {
      Parent mia = Parent.of(gateway, "Mia");
      try (Events events = mia.events("")) {
        events.next();
        assertThat(mia.post("/api/songs", Parent.LULLABY).status()).isEqualTo(202);
        assertThat(events.next().type()).isEqualTo("song.inserted");
      }
    }
  }

  private static void assertUnavailable(int port) {
    String url = "postgresql://api_gateway:test-only@127.0.0.1:" + port + "/baby_music";
    Parent mia = Parent.of("Mia");
    try (Gateway gateway = Gateway.start(Map.of("DATABASE_URL", url))) {
      Parent here = mia.at(gateway);
      // The first request of a process loads classes, which says nothing of the database.
      assertThat(here.get("/api/nothing").status()).isEqualTo(503);
      assertUnavailable(() -> here.get("/api/songs"));
      assertUnavailable(() -> here.post("/api/songs", Parent.LULLABY));
      assertUnavailable(
          () -> here.send(here.request("/api/events").setHeader("Accept", "text/event-stream")));
    }
  }

  private static void assertUnavailable(Supplier<Answer> request) {
    Instant before = Instant.now();
    Answer answer = request.get();
    // 2 s and the answer; a pool of its own accord would wait for 30 s. Builds share their machine.
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.text("code")).isEqualTo("database_unavailable");
    assertThat(Integer.parseInt(answer.header("retry-after"))).isPositive();
  }
}
