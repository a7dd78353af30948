package ai.babymusic.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What nobody reports, or nobody can be asked for: the clock finds it. */
class WatchedSongsTest {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static Studio studio;

  @BeforeAll
  static void open() throws Exception {
    studio =
        new Studio(
            Map.of(
                "piapi.first-poll", "500ms",
                "piapi.timeout", "1s",
                "piapi.submit-grace", "3s",
                "piapi.overdue", "3s",
                "piapi.give-up", "8s"));
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void aLostWebhookIsFoundByPolling() {
    Requested song = studio.request("Lost webhook");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio
        .provider()
        .knows(
            Tasks.completed(
                order.taskId(), studio.provider().serves("polled.mp3", Mp3.of(1000, 10))));
    studio.until(song.generationId(), "ready");
  }

  @Test
  void aSubmissionWithoutNewsIsTriedAgainUnderAnotherAddress() {
    Requested song = studio.ask("No answer");
    studio.provider().onOrder("No answer", exchange -> exchange.close());
    studio.records().requested(song);
    await()
        .untilAsserted(() -> assertThat(studio.provider().orders(song.generationId())).hasSize(1));
    // The process that made the call is gone: only what is committed is left.
    await()
        .untilAsserted(
            () -> assertThat(studio.database().status(song.generationId())).isEqualTo("unknown"));
    studio.provider().noLongerOnOrder("No answer");
    UUID second = studio.database().currentGeneration(song.songId());
    assertThat(second).isNotEqualTo(song.generationId());
    studio.records().requested(song, second, 2);
    studio.submitted(second);
    assertThat(studio.provider().orders(song.generationId())).hasSize(1);
    assertThat(studio.database().status(song.generationId())).isEqualTo("unknown");
    await()
        .untilAsserted(
            () -> assertThat(studio.database().status(song.generationId())).isEqualTo("failed"));
  }

  /** How asking for a task goes wrong, each until the fault is over. */
  enum LookupFault {
    NOT_FOUND(404, "{\"code\":404,\"data\":null,\"message\":\"task not found\"}"),
    RATE_LIMITED(429, "{\"code\":429,\"message\":\"too many requests\"}"),
    UPSTREAM(502, "<html>bad gateway</html>"),
    PAGE(200, "<!doctype html><p>please wait"),
    HIDDEN(200, "{\"code\":500,\"data\":null,\"message\":\"upstream\"}"),
    ANOTHER_SHAPE(200, "[]"),
    CUT(0, ""),
    HANGING(-1, "");

    private final int status;
    private final String body;

    LookupFault(int status, String body) {
      this.status = status;
      this.body = body;
    }

    void answer(HttpExchange exchange) throws IOException {
      if (status > 0) {
        StubProvider.answer(exchange, status, body.getBytes(UTF_8));
      } else if (status == 0) {
        exchange.close();
      }
    }
  }

  @Test
  void aFaultInAskingForATaskIsNoNews() {
    Map<LookupFault, Requested> songs = new EnumMap<>(LookupFault.class);
    Map<LookupFault, Integer> asked = new ConcurrentHashMap<>();
    for (LookupFault fault : LookupFault.values()) {
      songs.put(fault, studio.request("asked in vain: " + fault));
    }
    songs.forEach((fault, song) ->
        studio
            .provider()
            .onLookup(
                studio.submitted(song.generationId()).taskId(),
                exchange -> {
                  asked.merge(fault, 1, Integer::sum);
                  fault.answer(exchange);
                }));
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> assertThat(asked.values()).hasSize(songs.size()).allMatch(times -> times >= 2));
    songs.forEach((fault, song) -> {
      assertThat(studio.database().status(song.generationId()))
          .as(fault.name())
          .isEqualTo("submitted");
      String url = studio.provider().serves(fault + ".mp3", Mp3.of(1000, 10));
      studio.provider().knows(Tasks.completed(studio.submitted(song.generationId()).taskId(), url));
    });
    songs.values().forEach(song -> studio.until(song.generationId(), "ready"));
  }

  @Test
  void aSongThatTakesTooLongIsOverdueThenGivenUpAndALateSuccessStillWins() {
    Requested song = studio.request("Too long");
    StubProvider.Order order = studio.submitted(song.generationId());
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> {
          assertThat(studio.database().generation(song.generationId()).get("overdue_at"))
              .isNotNull();
          assertThat(studio.database().status(song.generationId())).isEqualTo("submitted");
        });
    studio.untilSong(song, "failed");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("error", FailureKind.GAVE_UP.message())
        .containsEntry("retryable", true);
    studio.made(song.generationId(), order.taskId(), 1);
    studio.untilSong(song, "ready");
    assertThat(studio.database().song(song.songId())).containsEntry("error", null);
    assertThat(studio.database().generation(song.generationId())).containsEntry("error_code", null);
  }

  /** While all workers were away its time passed: parents saw it fail, and then become ready. */
  @Test
  void aSongThatTheProviderHasMadeIsNotGivenUpHoweverLongNobodyLooked() {
    Requested song = studio.request("Nobody looked");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio
        .provider()
        .knows(
            Tasks.completed(
                order.taskId(), studio.provider().serves("found-late.mp3", Mp3.of(1000, 11))));
    anHourPasses(song);
    studio.until(song.generationId(), "ready");
    assertNeverFailed(song);
  }

  /** One last question met a network that was not up yet: a song that was made had failed. */
  @Test
  void aSongIsNotGivenUpWhileTheProviderDoesNotAnswer() {
    Requested song = studio.request("Nobody answered");
    StubProvider.Order order = studio.submitted(song.generationId());
    AtomicInteger asked = new AtomicInteger();
    studio
        .provider()
        .onLookup(
            order.taskId(),
            exchange -> {
              asked.incrementAndGet();
              StubProvider.unavailable(exchange);
            });
    anHourPasses(song);
    int before = asked.get();
    await().atMost(LONGEST).until(() -> asked.get() > before + 2);
    studio
        .provider()
        .knows(
            Tasks.completed(
                order.taskId(), studio.provider().serves("at-last.mp3", Mp3.of(1000, 12))));
    studio.until(song.generationId(), "ready");
    assertNeverFailed(song);
  }

  /** After one of them, in an hour that nobody had looked, a song that was made had failed. */
  @Test
  void aSongIsNotGivenUpOnASingleNotFound() {
    Requested song = studio.request("Not found once");
    StubProvider.Order order = studio.submitted(song.generationId());
    String url = studio.provider().serves("found-again.mp3", Mp3.of(1000, 14));
    byte[] task = Tasks.completed(order.taskId(), url).toString().getBytes(UTF_8);
    studio
        .provider()
        .onLookup(
            order.taskId(),
            exchange -> {
              boolean again = isAskedALastTime(song);
              StubProvider.answer(exchange, again ? 200 : 404, again ? task : new byte[0]);
            });
    anHourPasses(song);
    studio.until(song.generationId(), "ready");
    assertNeverFailed(song);
  }

  private static boolean isAskedALastTime(Requested song) {
    return !studio
        .database()
        .rows(
            """
            select 1 from scheduled_tasks
            where task_name = 'watch' and task_instance = ? and task_data is not null
            """,
            song.generationId().toString())
        .isEmpty();
  }

  /** Only a webhook was waited for, and it may be lost as well. */
  @Test
  void aLateSuccessThatNobodyReportsIsFoundAfterItWasGivenUp() {
    Requested song = studio.request("Late and lost");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio.provider().knows(Tasks.task(order.taskId(), "processing"));
    anHourPasses(song);
    studio.untilSong(song, "failed");
    studio
        .provider()
        .knows(
            Tasks.completed(
                order.taskId(), studio.provider().serves("late-lost.mp3", Mp3.of(1000, 13))));
    studio.untilSong(song, "ready");
    assertThat(studio.database().song(song.songId())).containsEntry("error", null);
  }

  private static void anHourPasses(Requested song) {
    studio
        .database()
        .run(
            """
            update song_generations
            set call_started_at = call_started_at - interval '1 hour',
                submitted_at = submitted_at - interval '1 hour'
            where id = ?
            """,
            song.generationId());
  }

  private static void assertNeverFailed(Requested song) {
    assertThat(studio.database().generation(song.generationId()).get("timings"))
        .asString()
        .contains("ready")
        .doesNotContain("failed");
  }

  @Test
  void anUnknownAttemptThatIsHeardOfAfterAllAddsToTheSong() {
    Requested song = studio.request("Heard of late");
    // Unlike above, the provider has made a task of it.
    String lost = UUID.randomUUID().toString();
    studio.provider().onOrder("Heard of late", exchange -> exchange.close());
    studio.until(song.generationId(), "unknown");
    studio.provider().noLongerOnOrder("Heard of late");
    studio.relay();
    UUID second = studio.database().currentGeneration(song.songId());
    StubProvider.Order again = studio.submitted(second);
    studio.reported(song.generationId(), Tasks.task(lost, "processing"));
    studio.until(song.generationId(), "submitted");
    assertThat(studio.database().song(song.songId())).containsEntry("task_id", again.taskId());
    studio.made(second, again.taskId(), 1);
    studio.untilSong(song, "ready");
    studio.made(song.generationId(), lost, 1);
    studio.until(song.generationId(), "ready");
    assertThat((String) studio.database().song(song.songId()).get("audio_url"))
        .contains(second.toString());
    assertThat(studio.database().variations(song.songId())).hasSize(1);
  }
}
