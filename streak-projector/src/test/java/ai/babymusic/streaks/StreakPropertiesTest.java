package ai.babymusic.streaks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.events.UserActivity.UserActive;
import ai.babymusic.schemas.provision.DatabaseUrl;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A streak depends on which days somebody was active, and on nothing else. */
class StreakPropertiesTest {

  /** Among them zones whose clock jumps by an hour, by half an hour, and by a whole day. */
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "America/Sao_Paulo",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Pacific/Kiritimati",
          "Pacific/Pago_Pago",
          "Africa/Cairo");

  /** Around days on which clocks jump somewhere, and one on which Samoa skipped a day. */
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2011-12-26T00:00:00Z"),
          Instant.parse("2024-02-26T00:00:00Z"),
          Instant.parse("2025-03-07T00:00:00Z"),
          Instant.parse("2025-03-27T00:00:00Z"),
          Instant.parse("2025-10-23T00:00:00Z"),
          Instant.parse("2025-12-28T00:00:00Z"));

  private static @Nullable HikariDataSource pool;
  private static @Nullable JdbcClient administrator;

  /** What happened, and the order and repetition in which it is told. */
  record History(String zone, List<Instant> times, long seed) {

    /** Everything once at least; some of it again, and all of it in any order. */
    List<Instant> told() {
      var random = new Random(seed);
      var told = new ArrayList<>(times);
      times.stream().filter(time -> random.nextInt(3) == 0).forEach(told::add);
      Collections.shuffle(told, random);
      return told;
    }

    TreeSet<LocalDate> days() {
      var days = new TreeSet<LocalDate>();
      times.forEach(time -> days.add(LocalDate.ofInstant(time, ZoneId.of(zone))));
      return days;
    }
  }

  @BeforeContainer
  static void connect() {
    var place = Infrastructure.shared();
    var url = DatabaseUrl.parse(place.databaseUrl("streak_projector"));
    pool = new HikariDataSource();
    pool.setJdbcUrl(url.jdbcUrl());
    pool.setUsername(url.user());
    pool.setPassword(url.password());
    pool.setMaximumPoolSize(10);
    var admin = DatabaseUrl.parse(place.adminDatabaseUrl());
    administrator =
        JdbcClient.create(
            new SingleConnectionDataSource(
                admin.jdbcUrl(), admin.user(), String.valueOf(admin.password()), true));
  }

  @AfterContainer
  static void disconnect() {
    if (pool != null) {
      pool.close();
    }
  }

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void anyOrderRepetitionAndDelayGivesTheStreakOfTheOrderedHistory(
      @ForAll("histories") History history) {
    UUID told = parent();
    var streaks = new Streaks(JdbcClient.create(pool()));
    List<Instant> times = history.told();
    // In batches of any size, as polls bring them.
    var random = new Random(history.seed());
    for (int from = 0; from < times.size(); ) {
      int to = Math.min(times.size(), from + 1 + random.nextInt(5));
      streaks.add(
          times.subList(from, to).stream()
              .map(time -> new UserActive(told, time, history.zone()))
              .toList());
      from = to;
    }

    var days = history.days();
    LocalDate latest = days.last();
    int run = (int) Stream.iterate(latest, days::contains, day -> day.minusDays(1)).count();
    assertThat(streak(told)).isEqualTo(new Shown(run, latest));
  }

  @Example
  void aHundredCallsAtOnceForOneDayCountOnce() {
    UUID user = parent();
    var streaks = new Streaks(JdbcClient.create(pool()));
    Instant noon = Instant.parse("2025-06-01T12:00:00Z");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        int minute = i;
        threads.execute(() ->
            streaks.add(
                List.of(new UserActive(user, noon.plus(Duration.ofMinutes(minute)), "UTC"))));
      }
    }
    assertThat(streak(user)).isEqualTo(new Shown(1, LocalDate.of(2025, 6, 1)));
    assertThat(
            admin()
                .sql("select count(*) from active_days where user_id = ?")
                .param(user)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(
            admin()
                .sql("select count(*) from outbox where key = ? and type = 'profile.updated'")
                .param(user.toString())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Provide
  Arbitrary<History> histories() {
    Arbitrary<Instant> start = Arbitraries.of(STARTS);
    // Quarters of an hour around midnights: there a day is easily taken for another.
    Arbitrary<List<Integer>> quarters =
        Arbitraries.integers().between(0, 12 * 96).list().ofMinSize(1).ofMaxSize(25);
    return Combinators.combine(Arbitraries.of(ZONES), start, quarters, Arbitraries.longs())
        .as((zone, begin, offsets, seed) ->
            new History(
                zone,
                offsets.stream().map(q -> begin.plus(Duration.ofMinutes(15L * q))).toList(),
                seed));
  }

  record Shown(int streak, LocalDate latest) {}

  private static UUID parent() {
    UUID user = UUID.randomUUID();
    admin()
        .sql("insert into auth.users (id, email) values (?, ?)")
        .params(user, user + "@example.org")
        .update();
    return user;
  }

  private static Shown streak(UUID user) {
    return admin()
        .sql(
            "select current_streak as streak, last_active_date as latest from profiles where id ="
                + " ?")
        .param(user)
        .query((row, number) ->
            new Shown(row.getInt("streak"), row.getObject("latest", LocalDate.class)))
        .single();
  }

  private static HikariDataSource pool() {
    return Objects.requireNonNull(pool);
  }

  private static JdbcClient admin() {
    return Objects.requireNonNull(administrator);
  }
}
