package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.topics.Topic;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** More comes at once than there is memory for, from somebody who knows a secret. */
class FloodTest {

  private static final String KAFKA = Infrastructure.shared().kafkaBootstrapServers();
  private static final int LARGEST = 512 << 10;
  private static final int AT_ONCE = 4;
  private static final String BEGIN = "{\"task_id\": \"t-1\", \"logs\": \"";
  private static final String BODY = BEGIN + "x".repeat(LARGEST - BEGIN.length() - 2) + "\"}";

  private static Ingest ingest;

  private final UUID generation = UUID.randomUUID();
  private final String secret = Ingest.SECRETS.sign(generation);

  @BeforeAll
  static void start() {
    ingest =
        Ingest.start(
            KAFKA,
            "",
            "--ingest.bodies-in-work=" + AT_ONCE * LARGEST + "B",
            "--ingest.body-patience=1m",
            "--server.tomcat.connection-timeout=1m");
    await().until(() -> ingest.isReady());
  }

  @AfterAll
  static void stop() {
    ingest.close();
  }

  @Test
  void whoComesWhileThereIsNoRoomIsToldToComeAgain() throws Exception {
    List<Socket> halfSent = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      halfSent.add(sendHalf(ingest));
    }
    await().until(() -> ingest.bytesInWork() == AT_ONCE * LARGEST);

    HttpResponse<String> refused = ingest.call(generation, secret, BEGIN + "\"}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).contains("2");
    assertThat(EventCodec.JSON.readTree(refused.body()).path("code").asString())
        .isEqualTo("overloaded");

    for (Socket socket : halfSent) {
      try (socket) {
        socket.getOutputStream().write(BODY.substring(LARGEST / 2).getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
            .isEqualTo("HTTP/1.1 200");
      }
    }
    assertThat(ingest.call(generation, secret, BEGIN + "\"}").statusCode()).isEqualTo(200);
    await().until(() -> ingest.bytesInWork() == 0);
  }

  /** A leaked secret opens one song, and must not close the door to all others. */
  @Test
  void whoSendsAByteNowAndThenHoldsNoRoom() throws Exception {
    try (Ingest strict =
        Ingest.start(
            KAFKA,
            "",
            "--ingest.bodies-in-work=" + AT_ONCE * LARGEST + "B",
            "--ingest.body-patience=1s")) {
      await().until(() -> strict.isReady());
      List<Socket> dripping = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        dripping.add(sendHalf(strict));
      }
      await().until(() -> strict.bytesInWork() == AT_ONCE * LARGEST);
      await()
          .until(() -> {
            for (Socket socket : dripping) {
              drip(socket);
            }
            return strict.bytesInWork() == 0;
          });
      assertThat(strict.call(generation, secret, BODY).statusCode()).isEqualTo(200);
      for (Socket socket : dripping) {
        socket.close();
      }
    }
  }

  @Test
  void aFloodIsTakenOrRefusedAndNeverHeldBeyondItsBounds() throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(8 * AT_ONCE)) {
      for (int i = 0; i < 24 * AT_ONCE; i++) {
        answers.add(
            senders.submit(() -> {
              int status = ingest.call(generation, secret, BODY).statusCode();
              assertThat(ingest.bytesInWork()).isLessThanOrEqualTo(AT_ONCE * LARGEST);
              return status;
            }));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).contains(200).isSubsetOf(200, 503);
    assertThat(ingest.bytesInWork()).isZero();
    assertThat(ingest.call(generation, secret, BODY).statusCode()).isEqualTo(200);
  }

  @Test
  void operatorsAreToldOfAFloodOnceASecond() {
    Instant begin = Instant.now();
    Duration flood = Duration.ofMillis(3_500);
    int sent = 0;
    while (Instant.now().isBefore(begin.plus(flood))) {
      assertThat(
              ingest
                  .post(
                      "/webhooks/piapi/" + generation,
                      BodyPublishers.ofString("{}"),
                      "x-webhook-secret",
                      "forged in a flood")
                  .statusCode())
          .isEqualTo(401);
      sent++;
    }
    int seconds = Math.toIntExact(Duration.between(begin, Instant.now()).toSeconds());
    try (Published told = new Published(KAFKA, Topic.OPS_REJECTIONS.address())) {
      long all = sent;
      List<Instant> at =
          told
              .awaitAll(
                  record -> ofThisFlood(record.json(), begin),
                  records -> records.stream().mapToLong(FloodTest::count).sum() >= all)
              .stream()
              .map(record -> until(record.json()))
              .sorted()
              .toList();
      assertThat(at).hasSizeBetween(2, seconds + 2);
      for (int i = 1; i < at.size(); i++) {
        assertThat(Duration.between(at.get(i - 1), at.get(i)))
            .isGreaterThan(Duration.ofMillis(990));
      }
    }
  }

  private static boolean ofThisFlood(JsonNode record, Instant begin) {
    return record.path("reason").asString().equals("wrong_secret") && until(record).isAfter(begin);
  }

  private static long count(Published.Entry record) {
    return record.json().path("count").asLong();
  }

  private static Instant until(JsonNode record) {
    return Instant.parse(record.path("until").asString());
  }

  private static void drip(Socket socket) {
    try {
      socket.getOutputStream().write('x');
    } catch (IOException cut) {
      // That is what is waited for.
    }
  }

  private Socket sendHalf(Ingest to) throws IOException {
    Socket socket = new Socket(to.address().getHost(), to.address().getPort());
    String head =
        """
        POST /webhooks/piapi/%s HTTP/1.1\r
        host: ingest\r
        content-type: application/json\r
        x-webhook-secret: %s\r
        content-length: %d\r
        \r
        """
            .formatted(generation, secret, LARGEST);
    socket.getOutputStream().write((head + BODY.substring(0, LARGEST / 2)).getBytes(US_ASCII));
    return socket;
  }
}
