package ai.babymusic.worker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.settings.WorkerSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final WorkerSettings.Piapi SETTINGS =
      new WorkerSettings.Piapi(
          URI.create("http://localhost"),
          "key",
          "music-u",
          "generate_music",
          5,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofSeconds(1),
          new WorkerSettings.Pauses(
              Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(15)));

  @Test
  void pollsComeWithGrowingGaps() {
    assertThat(at(GenerationStatus.SUBMITTED, 30)).isEqualTo(poll(false, 30));
    assertThat(at(GenerationStatus.SUBMITTED, 120)).isEqualTo(poll(false, 60));
    assertThat(at(GenerationStatus.SUBMITTED, 900)).isEqualTo(poll(true, 180));
  }

  @Test
  void aSubmissionWithoutNewsBecomesUnknownAfterItsGrace() {
    assertThat(at(GenerationStatus.SUBMITTING, 299))
        .isEqualTo(new Watch.Later(Duration.ofSeconds(1)));
    assertThat(at(GenerationStatus.SUBMITTING, 300)).isEqualTo(new Watch.DeclareUnknown());
  }

  /** After an outage as long as the grace, what lay in Kafka was read too late. */
  @Test
  void itIsUnknownOnlyIfReportsWereListenedForWithoutABreak() {
    assertThat(listened(0)).isEqualTo(Watch.Listened.TOO_SHORT);
    assertThat(listened(29)).isEqualTo(Watch.Listened.TOO_SHORT);
    assertThat(listened(30)).isEqualTo(Watch.Listened.LONG_ENOUGH);
    assertThat(listened(59)).isEqualTo(Watch.Listened.LONG_ENOUGH);
    assertThat(listened(60)).isEqualTo(Watch.Listened.INTERRUPTED);
  }

  @Test
  void aTimeThatIsUpIsForgottenInAnotherState() {
    Generation submitting = attempt(GenerationStatus.SUBMITTING, 300);
    TimeUp before = TimeUp.seenNow(submitting);
    Generation later = attempt(GenerationStatus.SUBMITTING, 310);
    assertThat(TimeUp.of(later, before).age(later)).hasSeconds(10);
    Generation moved = attempt(GenerationStatus.SUBMITTED, 310);
    assertThat(TimeUp.of(moved, before).age(moved)).isZero();
    assertThat(TimeUp.of(later, new TimeUp(START, null)).age(later)).isZero();
  }

  @Test
  void whatWasNotHeardOfIsGivenUp() {
    assertThat(at(GenerationStatus.SUBMITTED, 1800)).isEqualTo(new Watch.GiveUp());
    assertThat(at(GenerationStatus.UNKNOWN, 1800)).isEqualTo(new Watch.GiveUp());
    assertThat(at(GenerationStatus.UNKNOWN, 1799))
        .isEqualTo(new Watch.Later(Duration.ofSeconds(1)));
  }

  @Test
  void whatMayBeHeardOfAnyMomentIsLookedAtAsOftenAsOldTasksArePolled() {
    assertThat(at(GenerationStatus.UNKNOWN, 360)).isEqualTo(new Watch.Later(Duration.ofMinutes(3)));
    assertThat(at(GenerationStatus.SUBMITTING, 30))
        .isEqualTo(new Watch.Later(Duration.ofMinutes(3)));
  }

  @Test
  void anAttemptThatHasHadItsTimeIsGivenUpOnlyOnAnAnswer() {
    assertThat(Watch.patience(Heard.NO_END, SETTINGS)).isZero();
    assertThat(Watch.patience(Heard.NOT_KNOWN, SETTINGS)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Watch.patience(Heard.THE_END, SETTINGS)).isEqualTo(Duration.ofMinutes(30));
    assertThat(Watch.patience(Heard.NOTHING, SETTINGS)).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void whatWasGivenUpWithATaskIsLookedForThreeTimesMore() {
    Generation givenUp = attempt(GenerationStatus.FAILED, 1800, "t", "gave_up");
    assertThat(Watch.of(givenUp, SETTINGS)).isEqualTo(new Watch.LookLate());
    assertThat(untilLateLook(0)).hasValue(Duration.ofMinutes(10));
    assertThat(untilLateLook(10)).hasValue(Duration.ofMinutes(50));
    assertThat(untilLateLook(75)).hasValue(Duration.ofMinutes(285));
    assertThat(untilLateLook(360)).isEmpty();
  }

  @Test
  void whatFailedOtherwiseOrHasNoTaskIsNotLookedFor() {
    assertThat(Watch.of(attempt(GenerationStatus.FAILED, 1800, null, "gave_up"), SETTINGS))
        .isEqualTo(new Watch.Done());
    assertThat(Watch.of(attempt(GenerationStatus.FAILED, 60, "t", "provider_failed"), SETTINGS))
        .isEqualTo(new Watch.Done());
  }

  @Test
  void whatHasEndedIsNotWatched() {
    for (GenerationStatus status : GenerationStatus.values()) {
      assertThat(at(status, 60) instanceof Watch.Done)
          .isEqualTo(status.ended() || status == GenerationStatus.STORING);
    }
  }

  private static Watch at(GenerationStatus status, long seconds) {
    return Watch.of(attempt(status, seconds), SETTINGS);
  }

  private static Optional<Duration> untilLateLook(long minutes) {
    return Watch.untilLateLook(Duration.ofMinutes(minutes), SETTINGS);
  }

  private static Generation attempt(GenerationStatus status, long seconds) {
    return attempt(status, seconds, "t", null);
  }

  private static Generation attempt(
      GenerationStatus status, long seconds, @Nullable String taskId, @Nullable String errorCode) {
    UUID id = new UUID(0, 1);
    return new Generation(
        id,
        id,
        id,
        1,
        "user",
        status,
        taskId,
        START,
        START,
        null,
        0,
        0,
        null,
        errorCode,
        List.of(),
        null,
        START.plusSeconds(seconds));
  }

  private static Watch.Listened listened(long seconds) {
    return Watch.listened(Duration.ofSeconds(seconds), SETTINGS);
  }

  private static Watch poll(boolean overdue, long next) {
    return new Watch.Poll(overdue, Duration.ofSeconds(next));
  }
}
