package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.worker.settings.WorkerSettings.Pauses;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The provider is away for ten minutes. Time runs sixty times as fast: a second here is a minute
 * there, and every setting that is a time is a sixtieth of its default.
 */
class ProviderOutageTest {

  private static final Duration MINUTE = Duration.ofSeconds(1);
  private static final Duration OUTAGE = MINUTE.multipliedBy(10);
  private static final Duration FIRST_POLL = MINUTE.dividedBy(2);
  private static final Pauses PAUSES =
      new Pauses(MINUTE.dividedBy(30), MINUTE, MINUTE.dividedBy(4));
  private static final int LIMIT = 5;
  private static final int COMPOSING = 2;
  private static final int ASKED_FOR_MEANWHILE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How the provider is away, and how often it may be asked for a song until it is back. */
  enum Outage {
    REFUSED(LIMIT + probes()) {
      @Override
      void begin(StubProvider provider) {
        provider.stopListening();
      }

      @Override
      void end(StubProvider provider) throws IOException {
        provider.listenAgain();
      }
    },
    /** An order without an answer may have been taken: it keeps its place. */
    HANGING(LIMIT - COMPOSING) {
      @Override
      void begin(StubProvider provider) {
        provider.always(exchange -> {});
      }
    },
    STATUS_500(LIMIT + probes()) {
      @Override
      void begin(StubProvider provider) {
        provider.always(exchange -> StubProvider.answer(exchange, 500, new byte[0]));
      }
    },
    /** Its proxy has no answer of it. The order may have been taken, and keeps its place. */
    STATUS_502(LIMIT - COMPOSING) {
      @Override
      void begin(StubProvider provider) {
        provider.always(exchange -> StubProvider.answer(exchange, 502, new byte[0]));
      }
    },
    /** It says itself when to come again: after a minute. */
    STATUS_429(LIMIT + (int) OUTAGE.dividedBy(MINUTE)) {
      @Override
      void begin(StubProvider provider) {
        provider.always(exchange -> {
          exchange.getResponseHeaders().set("Retry-After", String.valueOf(MINUTE.toSeconds()));
          StubProvider.answer(exchange, 429, new byte[0]);
        });
      }
    };

    private final int mostOrders;

    Outage(int mostOrders) {
      this.mostOrders = mostOrders;
    }

    abstract void begin(StubProvider provider);

    void end(StubProvider provider) throws IOException {
      provider.always(null);
    }

    /** One after each pause, which doubles. */
    private static int probes() {
      int probes = 0;
      for (Duration at = Duration.ZERO; at.compareTo(OUTAGE) < 0; probes++) {
        at = at.plus(PAUSES.after(probes + 1));
      }
      return probes;
    }
  }

  private final List<Requested> songs = new ArrayList<>();
  private Studio studio;

  @BeforeEach
  void open() throws Exception {
    studio =
        new Studio(
            Map.ofEntries(
                Map.entry("piapi.max-concurrent-tasks", String.valueOf(LIMIT)),
                // A sixtieth of it would be too short for a busy machine.
                Map.entry("piapi.timeout", "2s"),
                Map.entry("piapi.submit-grace", millis(MINUTE.multipliedBy(5))),
                Map.entry("piapi.first-poll", millis(FIRST_POLL)),
                Map.entry("piapi.overdue", millis(MINUTE.multipliedBy(10))),
                Map.entry("piapi.give-up", millis(MINUTE.multipliedBy(30))),
                Map.entry("piapi.admit-every", millis(MINUTE.dividedBy(60))),
                Map.entry("piapi.pauses.first", millis(PAUSES.first())),
                Map.entry("piapi.pauses.longest", millis(PAUSES.longest())),
                Map.entry("piapi.pauses.rate-limited", millis(PAUSES.rateLimited()))));
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @ParameterizedTest
  @EnumSource(Outage.class)
  void tenMinutesWithoutTheProviderFailNoSongAndEndWithoutAStorm(Outage outage) throws Exception {
    StubProvider provider = studio.provider();
    List<StubProvider.Order> composing = new ArrayList<>();
    for (int i = 0; i < COMPOSING; i++) {
      composing.add(studio.submitted(request().generationId()));
    }

    outage.begin(provider);
    final Instant back = Instant.now().plus(OUTAGE);
    final long asked = studio.counted("provider.submissions");
    final long polled = studio.counted("provider.polls");
    for (int i = 0; i < ASKED_FOR_MEANWHILE; i++) {
      request();
    }
    await()
        .atMost(PATIENCE)
        .until(() -> {
          studio.relay();
          assertThat(songs).noneMatch(song -> status(song).equals("failed"));
          return Instant.now().isAfter(back);
        });
    long orders = studio.counted("provider.submissions") - asked;
    long polls = studio.counted("provider.polls") - polled;
    assertThat(orders).as("orders while it was away").isBetween(1L, (long) outage.mostOrders);
    assertThat(polls).as("questions while it was away").isBetween(1L, COMPOSING * mostPolls());

    // What was composed meanwhile was told to nobody: it is found by asking.
    composing.forEach(order -> provider.knows(Tasks.completed(order.taskId(), audio(order))));
    Duration thinking = MINUTE.dividedBy(4);
    provider.thinks(thinking);
    provider.whenTaken(
        order -> studio.made(UUID.fromString(order.generationId()), order.taskId(), 1));
    outage.end(provider);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          studio.relay();
          assertThat(songs).allMatch(song -> status(song).equals("ready"));
        });

    List<StubProvider.Order> taken = provider.taken();
    assertThat(taken).as("paid tasks").hasSize(songs.size());
    assertThat(Duration.between(taken.get(COMPOSING).at(), taken.get(COMPOSING + 1).at()))
        .as("the first goes alone, to see")
        .isGreaterThanOrEqualTo(thinking);
    LoggerFactory.getLogger(ProviderOutageTest.class)
        .atInfo()
        .addKeyValue("outage", outage)
        .addKeyValue("orders", orders)
        .addKeyValue("most_orders", outage.mostOrders)
        .addKeyValue("polls", polls)
        .addKeyValue("most_polls", COMPOSING * mostPolls())
        .addKeyValue("paid", taken.size())
        .log("ten minutes without the provider");
  }

  /** How often a task is asked for while the provider is away: its age grows by half each time. */
  private static long mostPolls() {
    long polls = 1;
    for (Duration age = FIRST_POLL; age.compareTo(OUTAGE) < 0; polls++) {
      Duration half = age.dividedBy(2);
      age = age.plus(half.compareTo(FIRST_POLL) < 0 ? FIRST_POLL : half);
    }
    return polls;
  }

  private Requested request() {
    Requested song = studio.request("song " + songs.size());
    songs.add(song);
    return song;
  }

  private String audio(StubProvider.Order order) {
    return studio.provider().serves(order.taskId() + ".mp3", Mp3.of(1000, 1));
  }

  private String status(Requested song) {
    return String.valueOf(studio.database().song(song.songId()).get("status"));
  }

  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }
}
