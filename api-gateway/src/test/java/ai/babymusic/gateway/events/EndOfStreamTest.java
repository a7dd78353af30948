package ai.babymusic.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Relay;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EndOfStreamTest {

  @Test
  void aStreamEndsWithItsToken() {
    Parent mia = Parent.of("Mia").withTokenFor(Duration.ofSeconds(2));
    try (Events events = mia.events("")) {
      assertThat(events.next().type()).isEqualTo("ready");
      assertThat(events.next()).isEqualTo(new Events.Event("", "end", "token_expired"));
      assertThat(events.next().type()).isEqualTo("closed");
    }
  }

  @Test
  void streamsEndBeforeTheirGatewayDoes() {
    RunningGateway gateway = RunningGateway.start(Map.of());
    try (Events events = Parent.of(gateway, "Mia").events("")) {
      events.next();
      Instant before = Instant.now();
      gateway.close();
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
      assertThat(events.next()).isEqualTo(new Events.Event("", "end", "shutdown"));
    }
  }

  @Test
  void anEleventhStreamOfOneUserIsRefused() {
    try (RunningGateway gateway = RunningGateway.start(Map.of("EVENTS_HEARTBEAT", "1h"))) {
      Parent mia = Parent.of(gateway, "Mia");
      refuseTheEleventh(mia);
      // That a client has left is noticed because another one asks, long before a heartbeat.
      Awaitility.await()
          .untilAsserted(() -> {
            try (Events events = mia.events("")) {
              assertThat(events.status()).isEqualTo(200);
            }
          });
    }
  }

  private static void refuseTheEleventh(Parent mia) {
    List<Events> open = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        open.add(mia.events(""));
      }
      Reply refused = mia.get("/api/events");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text("code")).isEqualTo("too_many_streams");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("ratelimit-policy")).startsWith("\"streams\";q=10");
    } finally {
      open.forEach(Events::close);
    }
  }

  @Test
  void aSlowReaderIsCutAndHoldsNobodyUp() throws Exception {
    try (RunningGateway gateway =
        RunningGateway.start(Map.of("EVENTS_LONGEST_QUEUE", "20", "EVENTS_HEARTBEAT", "1h"))) {
      String alone;
      Parent leo = Parent.of(gateway, "Leo");
      try (Events only = leo.events("")) {
        alone = latency(leo, only, 100);
      }
      Parent mia = Parent.of(gateway, "Mia");
      try (Events fast = mia.events("");
          Socket slow = connect(mia)) {
        String beside = latency(mia, fast, 100);
        System.out.println("a fast reader alone: " + alone + "; beside a stuck one: " + beside);
        String read = new String(untilClosed(slow.getInputStream()), UTF_8);
        assertThat(read)
            .contains("event: ready")
            .endsWith("event: end\ndata: slow\n\n\r\n0\r\n\r\n");
      }
    }
  }

  /** How long changes take to the reader, who has just begun and gets each of them at once. */
  private static String latency(Parent parent, Events reader, int changes) {
    Position at = Position.parse(reader.next().id()).orElseThrow();
    long[] nanos = new long[changes];
    for (int n = 0; n < changes; n++) {
      var next = new Position(at.epoch(), at.seq() + n + 1);
      long published = System.nanoTime();
      Relay.publish(big(parent, next.epoch(), next.seq()));
      assertThat(reader.next().id()).isEqualTo(next.toString());
      nanos[n] = System.nanoTime() - published;
    }
    Arrays.sort(nanos);
    return "p50 %.1f ms, p95 %.1f ms"
        .formatted(nanos[changes / 2] / 1e6, nanos[changes * 95 / 100] / 1e6);
  }

  /** Does not read, though its server writes. */
  private static Socket connect(Parent parent) throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(30_000);
    var uri = parent.gateway().address();
    socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
    String request =
        "GET /api/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(parent.token());
    socket.getOutputStream().write(request.getBytes(UTF_8));
    Awaitility.await().until(() -> socket.getInputStream().available() > 0);
    return socket;
  }

  private static byte[] untilClosed(InputStream input) throws Exception {
    return input.readAllBytes();
  }

  private static Relay.Row big(Parent parent, String epoch, long seq) {
    String row =
        """
        {"id":"%s","user_id":"%s","name":"Long","song_type":"preset","is_instrumental":false,
         "lyrics":"%s","status":"ready","attempt":1,"generation_id":"%s","retryable":false,
         "is_favorite":false,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}
        """
            .formatted(parent.id(), parent.id(), "la ".repeat(100_000), parent.id());
    String payload =
        "{\"user_id\":\"%s\",\"epoch\":\"%s\",\"seq\":%d,\"row\":%s}"
            .formatted(parent.id(), epoch, seq, row);
    return new Relay.Row(parent.id().toString(), seq, "song.updated", payload);
  }
}
