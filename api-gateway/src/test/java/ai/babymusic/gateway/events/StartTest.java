package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final Position LAST = new Position("e", 2);
  private static final ChangeFrame FIRST = change(1);
  private static final ChangeFrame SECOND = change(2);

  @Test
  void whoHasEverythingResumesWithNothing() {
    assertThat(Start.of(LAST, LAST, List.of())).isEqualTo(new Start.Resumed(LAST, List.of()));
  }

  @Test
  void whoMissedSomethingGetsAllOfIt() {
    var at = new Position("e", 1);
    assertThat(Start.of(at, LAST, List.of(SECOND)))
        .isEqualTo(new Start.Resumed(at, List.of(SECOND)));
  }

  @Test
  void whoHasNothingYetGetsEverything() {
    assertThat(Start.of(Position.BEFORE_ALL, LAST, List.of(FIRST, SECOND)))
        .isEqualTo(new Start.Resumed(Position.BEFORE_ALL, List.of(FIRST, SECOND)));
  }

  @Test
  void whatIsNoLongerKeptIsRefetched() {
    assertThat(Start.of(Position.BEFORE_ALL, LAST, List.of(SECOND)))
        .isEqualTo(new Start.Refetch(LAST));
  }

  @Test
  void anotherNumberingIsRefetched() {
    assertThat(Start.of(new Position("f", 1), LAST, List.of(SECOND)))
        .isEqualTo(new Start.Refetch(LAST));
  }

  @Test
  void whoIsAheadIsAskedToWait() {
    assertThat(Start.of(new Position("e", 3), LAST, List.of())).isEqualTo(new Start.Ahead(LAST));
  }

  private static ChangeFrame change(long seq) {
    return new ChangeFrame(new Position("e", seq), new byte[0]);
  }
}
