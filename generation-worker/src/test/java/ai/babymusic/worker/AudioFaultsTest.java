package ai.babymusic.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Tasks;
import ai.babymusic.worker.testing.Waiting;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AudioFaultsTest {

  private static final double MORE_THAN_ALL_TRIES = 4;

  private static StubProvider provider;
  private static Database database;
  private static Records records;
  private static RunningWorker worker;

  @BeforeAll
  static void start() throws Exception {
    provider = new StubProvider();
    database = new Database();
    database.clear();
    records = new Records();
    worker =
        RunningWorker.start(
            provider,
            Map.of(
                "audio.max-size",
                "100KB",
                "audio.timeout",
                "3s",
                "audio.allowed-hosts",
                "localhost," + provider.hostAndPort()));
  }

  @AfterAll
  static void stop() {
    worker.close();
    records.close();
    provider.close();
  }

  @Test
  void aPageInPlaceOfAudioIsRefused() {
    failsWithAudio("html", provider.serves("page", "<!doctype html><p>forbidden".getBytes(UTF_8)));
  }

  @Test
  void anEmptyFileIsRefused() {
    failsWithAudio(
        "empty", provider.serves("empty", e -> StubProvider.answer(e, 200, new byte[0])));
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    failsWithAudio("large", provider.serves("large", Mp3.of(200 << 10, 1)));
    failsWithAudio(
        "large without saying so",
        provider.serves(
            "chunked",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (exchange) {
                exchange.getResponseBody().write(Mp3.of(200 << 10, 1));
              }
            }));
  }

  @Test
  void aHostThatNobodyNamedIsNeverAsked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer inside =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    inside.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          StubProvider.answer(exchange, 200, Mp3.of(1000, 1));
        });
    inside.start();
    String address = "http://127.0.0.1:" + inside.getAddress().getPort() + "/secret.mp3";
    failsWithAudio("not named", address);
    failsWithAudio("redirected", redirectsTo(address));
    assertThat(asked).hasValue(0);
    inside.stop(0);
  }

  /** It failed at the first look, before anybody could have allowed it. */
  @Test
  void aHostThatIsNotAllowedYetIsWaitedForAndTold() {
    Requested song = composed("moved", "https://moved.example/song.mp3");
    await()
        .untilAsserted(
            () -> assertThat(failures("host not allowed")).isGreaterThan(MORE_THAN_ALL_TRIES));
    assertThat(database.status(song.generationId())).isEqualTo("storing");
    String task = provider.orders(song.generationId()).getLast().taskId();
    provider.knows(Tasks.completed(task, provider.serves("moved.mp3", Mp3.of(1000, 8))));
    Waiting.until(database, song.generationId(), "ready");
  }

  /** Its name is allowed, and where it leads is not. */
  @Test
  void aNameThatLeadsIntoOurOwnNetworkIsNeverConnectedTo() {
    String address = "https://localhost/secret.mp3";
    failsWithAudio("named", address);
    failsWithAudio("redirected by name", redirectsTo(address));
    assertThat(failures("private address")).isEqualTo(2);
  }

  private static double failures(String reason) {
    return worker.bean(MeterRegistry.class).counter("audio.failures", "reason", reason).count();
  }

  private static String redirectsTo(String address) {
    return provider.serves(
        "redirect",
        exchange -> {
          exchange.getResponseHeaders().set("Location", address);
          StubProvider.answer(exchange, 302, new byte[0]);
        });
  }

  @Test
  void aDownloadThatNeverEndsIsEnded() {
    failsWithAudio(
        "slow",
        provider.serves(
            "slow",
            exchange -> {
              exchange.sendResponseHeaders(200, 90 << 10);
              exchange.getResponseBody().write(Mp3.of(1000, 1));
              exchange.getResponseBody().flush();
            }));
  }

  /** Their deadlines ran while they waited behind others of ours for one of 50 connections. */
  @Test
  void aDownloadThatHasToWaitForOthersIsNotTooSlow() {
    int takes = 110;
    AtomicInteger asked = new AtomicInteger();
    String[] urls = new String[takes];
    for (int n = 0; n < takes; n++) {
      byte[] audio = Mp3.of(1000, n);
      urls[n] =
          provider.serves(
              "crowd-" + n + ".mp3",
              exchange -> {
                asked.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(1100).toNanos());
                StubProvider.answer(exchange, 200, audio);
              });
    }
    Requested song = composed("crowd", urls);
    Waiting.until(database, song.generationId(), "ready");
    assertThat(database.variations(song.songId())).hasSize(takes - 1);
    assertThat(asked).hasValue(takes);
  }

  @Test
  void aDownloadThatIsCutOffIsTriedAgain() {
    byte[] audio = Mp3.of(60 << 10, 2);
    AtomicInteger tries = new AtomicInteger();
    Requested song =
        composed(
            "cut off",
            provider.serves(
                "cut",
                exchange -> {
                  if (tries.getAndIncrement() == 0) {
                    exchange.sendResponseHeaders(200, audio.length);
                    exchange.getResponseBody().write(audio, 0, 5000);
                    exchange.close();
                  } else {
                    StubProvider.answer(exchange, 200, audio);
                  }
                }));
    Waiting.until(database, song.generationId(), "ready");
    assertThat(tries).hasValue(2);
  }

  /** It was tried for ever: the host was taken for one that is away, which costs no try. */
  @Test
  void aDownloadThatIsAlwaysCutOffFailsTheSong() {
    byte[] audio = Mp3.of(60 << 10, 2);
    failsWithAudio(
        "always cut off",
        provider.serves(
            "half",
            exchange -> {
              exchange.sendResponseHeaders(200, audio.length);
              exchange.getResponseBody().write(audio, 0, audio.length / 2);
              exchange.close();
            }));
  }

  /** Four tries in 14 s were all: a paid song failed for good while the network was away. */
  @Test
  void aHostThatIsAwayForLongerThanAllTriesIsWaitedFor() {
    AtomicInteger tries = new AtomicInteger();
    Requested song =
        composed(
            "host away",
            provider.serves(
                "away",
                exchange -> {
                  if (tries.getAndIncrement() < 5) {
                    StubProvider.unavailable(exchange);
                  } else {
                    StubProvider.answer(exchange, 200, Mp3.of(1000, 6));
                  }
                }));
    Waiting.until(database, song.generationId(), "ready");
    assertThat(tries).hasValue(6);
  }

  @Test
  void anExpiredAddressIsReplacedByAFreshOne() {
    Requested song = database.request(database.user("Mira", "girl"), "expired", false);
    records.requested(song);
    StubProvider.Order order = Waiting.submitted(database, provider, song.generationId());
    provider.knows(Tasks.completed(order.taskId(), provider.serves("fresh.mp3", Mp3.of(1000, 3))));
    records.reported(
        song.generationId(), Tasks.completed(order.taskId(), provider.url() + "/files/expired"));
    Waiting.until(database, song.generationId(), "ready");
  }

  /** It had been paid for, and was ignored: its audio had been tried, at another address. */
  @Test
  void aReportWithAnotherAddressMakesASongReadyWhoseAudioCouldNotBeFetched() {
    Requested song = composed("late address", provider.url() + "/files/gone");
    Waiting.until(database, song.generationId(), "failed");
    String task = provider.orders(song.generationId()).getLast().taskId();
    records.reported(
        song.generationId(), Tasks.completed(task, provider.serves("late.mp3", Mp3.of(1000, 7))));
    Waiting.until(database, song.generationId(), "ready");
    assertThat(database.song(song.songId()))
        .containsEntry("status", "ready")
        .containsEntry("error", null);
  }

  @Test
  void theTracksThatCanBeHadMakeTheSongReady() {
    Requested song =
        composed(
            "partial",
            provider.url() + "/files/missing",
            provider.serves("there.mp3", Mp3.of(1000, 4)));
    Waiting.until(database, song.generationId(), "ready");
    assertThat(String.valueOf(database.song(song.songId()).get("audio_url"))).endsWith("-2.mp3");
    assertThat(database.variations(song.songId())).isEmpty();
  }

  private static void failsWithAudio(String name, String url) {
    Requested song = composed(name, url);
    Waiting.until(database, song.generationId(), "failed");
    assertThat(database.generation(song.generationId()))
        .containsEntry("error_code", "audio_unavailable");
    assertThat(database.song(song.songId()))
        .containsEntry("status", "failed")
        .containsEntry("retryable", true);
  }

  private static Requested composed(String name, String... urls) {
    UUID user = database.user("Mira", "girl");
    Requested song = database.request(user, name, false);
    records.requested(song);
    StubProvider.Order order = Waiting.submitted(database, provider, song.generationId());
    records.reported(song.generationId(), Tasks.completed(order.taskId(), urls));
    return song;
  }
}
