package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code update_user_streak}: the streak follows from the set of days, whatever their order. */
class StreaksTest {

  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same day         | 2025-05-01 2025-05-01 2025-05-01                       | 1 | 2025-05-01
          the next day         | 2025-05-01 2025-05-02                                  | 2 | 2025-05-02
          over a month's end   | 2025-04-29 2025-04-30 2025-05-01                       | 3 | 2025-05-01
          over a leap day      | 2024-02-28 2024-02-29 2024-03-01                       | 3 | 2024-03-01
          a gap                | 2025-05-01 2025-05-02 2025-05-04                       | 1 | 2025-05-04
          a late day           | 2025-05-01 2025-05-03 2025-05-02                       | 3 | 2025-05-03
          reordered            | 2025-05-04 2025-05-01 2025-05-03 2025-05-02            | 4 | 2025-05-04
          a day before a gap   | 2025-05-04 2025-05-05 2025-05-01                       | 2 | 2025-05-05
          doubled and late     | 2025-05-03 2025-05-03 2025-05-01 2025-05-02 2025-05-01 | 3 | 2025-05-03
          """)
  void aStreakIsTheRunThatEndsAtTheLatestDay(String name, String days, int length, LocalDate latest)
      throws SQLException {
    Family family = Family.signedUp();
    for (String day : List.of(days.split(" ", -1))) {
      active(family.user(), Instant.parse(day + "T12:00:00Z"), "UTC");
    }

    assertStreak(family.user(), length, latest);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin      | 2025-03-29T22:59:00Z 2025-03-30T21:59:00Z 2025-03-30T22:00:00Z | 3 | 2025-03-31
          Europe/Berlin      | 2025-10-25T21:59:00Z 2025-10-26T22:59:00Z 2025-10-26T23:00:00Z | 3 | 2025-10-27
          America/New_York   | 2025-03-09T04:59:59Z 2025-03-09T05:00:00Z 2025-03-10T04:00:00Z | 3 | 2025-03-10
          Pacific/Kiritimati | 2025-05-01T09:59:59Z 2025-05-01T10:00:00Z                      | 2 | 2025-05-02
          Asia/Kolkata       | 2025-05-01T18:29:59Z 2025-05-01T18:30:00Z                      | 2 | 2025-05-02
          Pacific/Apia       | 2011-12-30T09:59:59Z 2011-12-30T10:00:00Z                      | 1 | 2011-12-31
          """)
  void aDayIsOneOfTheUsersClock(String zone, String times, int length, LocalDate latest)
      throws SQLException {
    Family family = Family.signedUp();
    for (String time : List.of(times.split(" ", -1))) {
      active(family.user(), Instant.parse(time), zone);
    }

    assertStreak(family.user(), length, latest);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        // 22:30 in UTC is the next day in Berlin in summer.
        "null, Europe/Berlin, 2025-07-02",
        "Mars/Olympus, Europe/Berlin, 2025-07-02",
        "null, Mars/Olympus, 2025-07-01",
        "Mars/Olympus, '', 2025-07-01",
        "UTC'; drop table songs; --, UTC, 2025-07-01",
        "America/Los_Angeles, Europe/Berlin, 2025-07-01"
      })
  void anUnknownZoneFallsBackToTheProfilesThenToUtc(
      @Nullable String zone, String profileZone, LocalDate day) throws SQLException {
    Family family = Family.signedUp();
    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      gateway.update("update public.profiles set timezone = ?", profileZone);
    }

    active(family.user(), Instant.parse("2025-07-01T22:30:00Z"), zone);

    assertStreak(family.user(), 1, day);
  }

  @Test
  void tomorrowCountsAndTheDayAfterIsIgnored() throws SQLException {
    Family family = Family.signedUp();
    // Far from midnight, so that the day does not change under the test.
    ZoneId zone = noonNow();
    OffsetDateTime now = Instant.now().atZone(zone).toOffsetDateTime();

    active(family.user(), now.plusDays(2).toInstant(), zone.getId());
    assertStreak(family.user(), 0, null);
    active(family.user(), now.plusDays(1).toInstant(), zone.getId());
    active(family.user(), now.toInstant(), zone.getId());
    assertStreak(family.user(), 2, now.toLocalDate().plusDays(1));
  }

  private static ZoneId noonNow() {
    int hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
    // Etc/GMT+5 is five hours behind UTC.
    int behind = hour - 12;
    return ZoneId.of(behind == 0 ? "UTC" : "Etc/GMT" + (behind > 0 ? "+" : "") + behind);
  }

  @Test
  void anUnknownUserIsNoError() throws SQLException {
    active(UUID.randomUUID(), Instant.now(), "UTC");
  }

  @Test
  void onlyANewStreakIsAnnounced() throws SQLException {
    Family family = Family.signedUp();
    active(family.user(), Instant.parse("2025-05-01T12:00:00Z"), "UTC");
    active(family.user(), Instant.parse("2025-05-01T13:00:00Z"), "UTC");
    active(family.user(), Instant.parse("2025-03-01T12:00:00Z"), "UTC");

    assertThat(Announced.typesOf(family.user()))
        .containsExactly("profile.inserted", "profile.updated");
  }

  @Test
  void anyOrderGivesWhatARebuildGives() throws SQLException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<LocalDate> days = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      days.add(LocalDate.of(2025, 1, 1).plusDays(random.nextInt(45)));
    }
    Family family = Family.signedUp();
    Collections.shuffle(days, random);
    for (LocalDate day : days) {
      active(family.user(), day.atTime(12, 0).toInstant(ZoneOffset.UTC), "UTC");
    }

    LocalDate latest = Collections.max(days);
    int run = (int) Stream.iterate(latest, days::contains, day -> day.minusDays(1)).count();
    assertStreak(family.user(), run, latest);
    try (RoleSession admin = RoleSession.admin()) {
      admin.call("select public.recompute_streak(?)", family.user());
    }
    assertThat(Announced.typesOf(family.user())).as("seed " + seed).isNotEmpty();
    assertStreak(family.user(), run, latest);
  }

  /** The rebuild waited for the profile with the days of before in its hands, and wrote them. */
  @Test
  void aRebuildBesideAnActivityKeepsTheActivity() throws Exception {
    Family family = Family.signedUp();
    active(family.user(), Instant.parse("2025-05-01T12:00:00Z"), "UTC");

    try (RoleSession projector = RoleSession.as("streak_projector");
        RoleSession rebuilder = RoleSession.admin();
        RoleSession watcher = RoleSession.admin();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      rebuilder.update("update public.profiles set current_streak = 9 where id = ?", family.user());
      int backend = rebuilder.one(Integer.class, "select pg_backend_pid()");
      projector.together(() -> {
        call(projector, family.user(), Instant.parse("2025-05-02T12:00:00Z"), "UTC");
        threads.execute(() -> rebuilder.call("select public.recompute_streak(?)", family.user()));
        await()
            .until(() ->
                watcher.one(
                    Boolean.class,
                    "select coalesce(wait_event_type = 'Lock', false) from pg_stat_activity where"
                        + " pid = ?",
                    backend));
      });
    }

    assertStreak(family.user(), 2, LocalDate.of(2025, 5, 2));
  }

  private static void active(UUID user, Instant at, @Nullable String zone) throws SQLException {
    try (RoleSession projector = RoleSession.as("streak_projector")) {
      call(projector, user, at, zone);
    }
  }

  private static void call(RoleSession projector, UUID user, Instant at, @Nullable String zone) {
    projector
        .jdbc()
        .sql("select public.update_user_streak(?, ?, ?)")
        .param(user)
        .param(at.atOffset(ZoneOffset.UTC))
        .param(zone)
        .query()
        .listOfRows();
  }

  private static void assertStreak(UUID user, int length, @Nullable LocalDate latest)
      throws SQLException {
    try (RoleSession gateway = RoleSession.gatewayFor(user)) {
      assertThat(
              gateway.one(
                  String.class,
                  "select current_streak || ' ' || coalesce(last_active_date::text, 'never') from"
                      + " public.profiles"))
          .isEqualTo(length + " " + (latest == null ? "never" : latest));
    }
  }
}
