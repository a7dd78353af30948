package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimetableTest {

  @Test
  void sameTaskSameTimetable() {
    assertThat(Examples.task().timetable()).isEqualTo(Examples.task().timetable());
  }

  @Test
  void tellsCreationProgressAndEndInThisOrder() {
    Timetable timetable = Examples.task().timetable();

    assertThat(kindsAsSent(timetable))
        .containsExactly(
            WebhookKind.CREATED, WebhookKind.PROCESSING, WebhookKind.LOGS, WebhookKind.COMPLETED);
    assertThat(timetable.callbacks().getFirst().at()).isEqualTo(Examples.NOON);
    assertThat(Duration.between(Examples.NOON, timetable.endedAt()))
        .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
  }

  @Test
  void aLateTaskEndsLaterAndBeginsAsUsual() {
    Timetable usual = Examples.task().timetable();
    Timetable late = Examples.task(new TimeFault.Late(30)).timetable();

    assertThat(late.startedAt()).isEqualTo(usual.startedAt());
    assertThat(late.endedAt()).isEqualTo(usual.endedAt().plusSeconds(30));
    assertThat(late.callbacks().getLast().at()).isEqualTo(late.endedAt());
    assertThat(late.callbacks().getLast().asOf()).isEqualTo(late.endedAt());
  }

  @Test
  void lostWebhooksAreNotSent() {
    assertThat(Examples.task(new TimeFault.Lost(null)).timetable().callbacks()).isEmpty();
    assertThat(
            kindsAsSent(
                Examples.task(new TimeFault.Lost(Set.of(WebhookKind.COMPLETED, WebhookKind.LOGS)))
                    .timetable()))
        .containsExactly(WebhookKind.CREATED, WebhookKind.PROCESSING);
    assertThat(kindsAsSent(Examples.task(new TimeFault.NoCreationWebhook()).timetable()))
        .doesNotContain(WebhookKind.CREATED)
        .hasSize(3);
  }

  @Test
  void doublesDoubledAreStillToldApart() {
    Timetable timetable =
        Examples.task(new TimeFault.Doubled(null), new TimeFault.Doubled(null)).timetable();

    assertThat(timetable.callbacks()).hasSize(16);
    assertThat(timetable.callbacks().stream().map(c -> c.kind() + " " + c.copy()))
        .doesNotHaveDuplicates();
  }

  @Test
  void reorderedNewsOfTheBeginningFollowsTheEndAndTellsItsOwnMoment() {
    for (Timetable timetable :
        List.of(
            Examples.task(new TimeFault.Reordered(), new TimeFault.Late(5)).timetable(),
            Examples.task(new TimeFault.Late(5), new TimeFault.Reordered()).timetable())) {
      assertThat(kindsAsSent(timetable))
          .containsExactly(
              WebhookKind.COMPLETED, WebhookKind.LOGS, WebhookKind.PROCESSING, WebhookKind.CREATED);
      assertThat(timetable.callbacks())
          .filteredOn(callback -> callback.kind() == WebhookKind.CREATED)
          .extracting(Callback::asOf)
          .containsExactly(Examples.NOON);
    }
  }

  @Test
  void stageFollowsTheClock() {
    Timetable timetable = Examples.task().timetable();
    Instant end = timetable.endedAt();

    assertThat(timetable.stage(Examples.NOON)).isEqualTo(Timetable.Stage.PENDING);
    assertThat(timetable.stage(timetable.startedAt())).isEqualTo(Timetable.Stage.PROCESSING);
    assertThat(timetable.stage(end.minusNanos(1))).isEqualTo(Timetable.Stage.PROCESSING);
    assertThat(timetable.stage(end)).isEqualTo(Timetable.Stage.ENDED);
  }

  private static List<WebhookKind> kindsAsSent(Timetable timetable) {
    return timetable.callbacks().stream()
        .sorted(Comparator.comparing(Callback::at))
        .map(Callback::kind)
        .toList();
  }
}
