package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.admission.Admission;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that does not take a song: whose fault is it, and who has to wait? */
class RefusedSongsTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private Studio studio;

  @BeforeEach
  void open() throws Exception {
    studio =
        new Studio(
            Map.of(
                "piapi.max-concurrent-tasks",
                "3",
                "piapi.timeout",
                "2s",
                "piapi.admit-every",
                "20ms",
                "piapi.pauses.first",
                FIRST_PAUSE.toMillis() + "ms",
                "piapi.pauses.longest",
                LONGEST_PAUSE.toMillis() + "ms"));
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void aSongThatIsNeverTakenWhileOthersAreFailsAndCanBeTriedAgain() {
    studio.provider().onOrder("poison", StubProvider::unavailable);
    Requested poison = studio.request("poison");
    List<Requested> others = new ArrayList<>();
    while (!studio.database().status(poison.generationId()).equals("failed")) {
      int refused = studio.provider().orders(poison.generationId()).size();
      Requested other = studio.request("other " + others.size());
      others.add(other);
      StubProvider.Order order = studio.submitted(other.generationId());
      studio.made(other.generationId(), order.taskId(), 1);
      await()
          .atMost(LONGEST)
          .until(() ->
              studio.provider().orders(poison.generationId()).size() > refused
                  || studio.database().status(poison.generationId()).equals("failed"));
    }
    assertThat(studio.provider().orders(poison.generationId())).hasSizeGreaterThanOrEqualTo(8);
    assertThat(studio.database().generation(poison.generationId())).containsEntry("singled_out", 7);
    assertThat(studio.database().song(poison.songId()))
        .containsEntry("status", "failed")
        .containsEntry("error", FailureKind.REFUSED.message())
        .containsEntry("retryable", true);
    others.forEach(other -> studio.until(other.generationId(), "ready"));

    studio.provider().noLongerOnOrder("poison");
    UUID next = studio.retry(poison, 2);
    studio.made(next, studio.submitted(next).taskId(), 1);
    studio.untilSong(poison, "ready");
  }

  @Test
  void aProviderThatTakesNothingFailsNoSongHoweverOftenItIsAsked() {
    studio.provider().always(StubProvider::unavailable);
    Requested song = studio.request("nobody's fault");
    await().atMost(LONGEST).until(() -> studio.provider().orders().size() >= 12);
    await()
        .atMost(LONGEST)
        .untilAsserted(() ->
            assertThat(studio.database().generation(song.generationId()))
                .containsEntry("status", "waiting")
                .containsEntry("blocked_reason", "provider_unavailable")
                .containsEntry("singled_out", 1));
    studio.provider().always(null);
    studio.submitted(song.generationId());
  }

  /** Nobody else asked, so nothing told its fault from the provider's, and it waited for ever. */
  @Test
  void aSongThatIsRefusedForADayFailsAndCanBeTriedAgain() {
    studio.provider().always(StubProvider::unavailable);
    Requested song = studio.request("alone");
    await().atMost(LONGEST).until(() -> studio.provider().orders().size() >= 3);
    assertThat(studio.database().status(song.generationId())).isNotEqualTo("failed");
    studio.database().run("update song_generations set refused_since = now() - interval '1 day'");
    studio.until(song.generationId(), "failed");
    assertThat(studio.database().song(song.songId()))
        .containsEntry("status", "failed")
        .containsEntry("error", FailureKind.REFUSED.message())
        .containsEntry("retryable", true);
  }

  /** Its attempt stays as it is for minutes, in case that a report comes. */
  @Test
  void anAnswerThatWasLostKeepsTheOthersWaitingNoLongerThanACallTakes() {
    studio.provider().onOrder("lost", exchange -> StubProvider.answer(exchange, 504, new byte[0]));
    Requested lost = studio.request("lost");
    await().atMost(LONGEST).until(() -> studio.counted("provider.submissions") == 1);
    studio.submitted(studio.request("next").generationId());
    assertThat(studio.database().status(lost.generationId())).isEqualTo("submitting");
  }

  /** The limit leaves room; only what was lost had made everybody wait. */
  @Test
  void anAnswerThatWasLostDoesNotStopEverybodyForAsLongAsALimitHolds() {
    studio.provider().onOrder("limited", RefusedSongsTest::limitedForTenMinutes);
    studio.provider().onOrder("lost", exchange -> StubProvider.answer(exchange, 504, new byte[0]));
    Requested first = studio.request("first");
    Requested second = studio.request("second");
    StubProvider.Order toMake = studio.submitted(first.generationId());
    StubProvider.Order toMakeLater = studio.submitted(second.generationId());
    studio.request("limited");
    await().atMost(LONGEST).until(() -> studio.counted("provider.submissions") == 3);
    studio.made(first.generationId(), toMake.taskId(), 1);
    Requested lost = studio.request("lost");
    await().atMost(LONGEST).until(() -> studio.counted("provider.submissions") == 4);
    studio.made(second.generationId(), toMakeLater.taskId(), 1);
    studio.submitted(studio.request("next").generationId());
    assertThat(studio.database().status(lost.generationId())).isEqualTo("submitting");
  }

  /** The two calls end at the same time, and what the first has to say is said last. */
  @Test
  void whatWasTakenBeforeARefusalDoesNotEndThePauseAfterIt() {
    Requested song = studio.request("taken before");
    studio.submitted(song.generationId());
    Admission admission = studio.bean(Admission.class);
    refusedAt("clock_timestamp()");
    admission.accepted(song.generationId());
    assertThat(studio.database().rows("select 1 from provider_plans")).hasSize(1);
    refusedAt("'-infinity'");
    admission.accepted(song.generationId());
    assertThat(studio.database().rows("select 1 from provider_plans")).isEmpty();
  }

  private void refusedAt(String time) {
    studio
        .database()
        .run(
            """
            insert into provider_plans (provider, ceiling, reason, failures, until, refused_at)
            values ('piapi', 0, 'provider_unavailable', 1, now() + interval '1 hour', %s)
            on conflict (provider) do update set refused_at = excluded.refused_at
            """
                .formatted(time));
  }

  @Test
  void aRefusalDoesNotFailAnAttemptWhoseTaskHasBeenHeardOf() {
    Requested song = studio.ask("taken all the same");
    studio
        .provider()
        .onOrder(
            "taken all the same",
            exchange -> {
              studio.reported(song.generationId(), Tasks.task("heard-of", "processing"));
              studio.until(song.generationId(), "submitted");
              StubProvider.answer(exchange, 400, new byte[0]);
            });
    studio.records().requested(song);
    await().atMost(LONGEST).until(() -> studio.counted("provider.submissions") == 1);
    studio.settled(song.generationId());
    assertThat(studio.database().status(song.generationId())).isEqualTo("submitted");
  }

  /** The provider takes songs, and then each of their tasks fails for lack of credits. */
  @Test
  void anAccountWhoseTasksFailForLackOfCreditsIsTriedByOneSongAtATime() {
    AtomicBoolean credits = new AtomicBoolean();
    Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    studio.provider().whenTaken(order -> later.execute(() -> end(order, credits.get())));
    List<Requested> songs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      songs.add(studio.request("song " + i));
    }
    int probes = 10;
    await()
        .atMost(LONGEST)
        .until(() -> {
          studio.relay();
          return studio.provider().orders().size() >= probes;
        });
    assertThat(songs).noneMatch(song -> status(song).equals("failed"));
    List<Instant> asked = studio.provider().orders().stream().map(StubProvider.Order::at).toList();
    // By then the three that ran at the beginning have failed, and pauses have become the longest.
    for (int i = 6; i < probes; i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
          .as("between tries %d and %d", i - 1, i)
          .isGreaterThan(LONGEST_PAUSE);
    }

    credits.set(true);
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> {
          studio.relay();
          assertThat(songs).allMatch(song -> status(song).equals("ready"));
        });
  }

  private static void limitedForTenMinutes(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "600");
    StubProvider.answer(exchange, 429, new byte[0]);
  }

  private void end(StubProvider.Order order, boolean credits) {
    UUID generation = UUID.fromString(order.generationId());
    if (credits) {
      studio.made(generation, order.taskId(), 1);
    } else {
      studio.reported(generation, Tasks.failed(order.taskId(), "doesn't have enough credits"));
    }
  }

  private String status(Requested song) {
    return String.valueOf(studio.database().song(song.songId()).get("status"));
  }
}
